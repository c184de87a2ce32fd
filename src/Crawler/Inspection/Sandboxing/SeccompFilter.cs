using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>
/// A filter of system calls for bubblewrap's <c>--seccomp</c>: what a program that lists its tools never needs, and
/// escapes are made of (namespaces, mounts, keys, tracing, eBPF, io_uring, kernel modules, clocks), answers EPERM;
/// sockets are local, IPv4, IPv6 or netlink (a machine's other families, such as vsock, know no network namespace).
/// </summary>
internal static class SeccompFilter
{
    private const uint Allow = 0x7fff_0000;
    private const uint Kill = 0x8000_0000;
    private const uint Errno = 0x0005_0000;
    private const uint Eperm = Errno | 1;
    private const uint Enosys = Errno | 38;
    private const uint Eafnosupport = Errno | 97;
    private const uint NamespaceFlags = 0x7e02_0000;
    private const ushort LoadWord = 0x20;
    private const ushort JumpEqual = 0x15;
    private const ushort JumpGreaterOrEqual = 0x35;
    private const ushort JumpAnySet = 0x45;
    private const ushort Return = 0x06;

    // Numbers above 424 are the same on both architectures.
    private static readonly uint[] DeniedEverywhere = [425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 440, 442, 443];

    private static readonly uint[] DeniedX64 =
    [
        101, 103, 134, 139, 153, 154, 155, 156, 159, 161, 163, 164, 165, 166, 167, 168, 169, 172, 173, 174, 175, 176, 179, 180, 212,
        227, 246, 248, 249, 250, 272, 298, 303, 304, 305, 308, 310, 311, 312, 313, 320, 321, 323,
    ];

    private static readonly uint[] DeniedArm64 =
    [
        18, 39, 40, 41, 42, 51, 58, 60, 89, 97, 104, 105, 106, 112, 116, 117, 142, 170, 171, 217, 218, 219, 224, 225, 241, 264, 265,
        266, 268, 270, 271, 272, 273, 280, 282, 294,
    ];

    /// <summary>The compiled filter for this machine, or null on an architecture that it does not know.</summary>
    public static byte[]? Compile() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => Compile(0xc000_003e, DeniedX64, clone: 56, socket: 41, hasX32: true),
        Architecture.Arm64 => Compile(0xc000_00b7, DeniedArm64, clone: 220, socket: 198, hasX32: false),
        _ => null,
    };

    private static byte[] Compile(uint architecture, uint[] denied, uint clone, uint socket, bool hasX32)
    {
        var code = new List<byte>();
        Emit(code, LoadWord, 4);
        Emit(code, JumpEqual, architecture, yes: 1);
        Emit(code, Return, Kill);
        Emit(code, LoadWord, 0);
        if (hasX32) Answer(code, JumpGreaterOrEqual, 0x4000_0000, Enosys);
        foreach (var number in denied.Concat(DeniedEverywhere)) Answer(code, JumpEqual, number, Eperm);
        Answer(code, JumpEqual, 435, Enosys); // clone3 hides its flags in memory; libraries fall back to clone
        Emit(code, JumpEqual, clone, no: 4);
        Emit(code, LoadWord, 16);
        Answer(code, JumpAnySet, NamespaceFlags, Eperm);
        Emit(code, Return, Allow);
        Emit(code, JumpEqual, socket, no: 6);
        Emit(code, LoadWord, 16);
        foreach (var (family, index) in new uint[] { 1, 2, 10, 16 }.Select((f, i) => (f, i))) Emit(code, JumpEqual, family, yes: (byte)(4 - index));
        Emit(code, Return, Eafnosupport);
        Emit(code, Return, Allow);
        return [.. code];
    }

    private static void Answer(List<byte> code, ushort jump, uint value, uint answer)
    {
        Emit(code, jump, value, no: 1);
        Emit(code, Return, answer);
    }

    private static void Emit(List<byte> code, ushort operation, uint value, byte yes = 0, byte no = 0)
    {
        Span<byte> instruction = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(instruction, operation);
        instruction[2] = yes;
        instruction[3] = no;
        BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], value);
        code.AddRange(instruction);
    }
}
