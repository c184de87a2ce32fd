using System.Runtime.CompilerServices;

namespace Catalogue.Site.Search.Postings;

/// <summary>What a posting of one alternative of one group is noted as.</summary>
/// <param name="group">The group's number.</param>
/// <param name="factor">Quality of the alternative times the weight of the group.</param>
/// <param name="wholeName">True when the alternative is a tool's whole name.</param>
internal readonly struct GroupNote(int group, float factor, bool wholeName)
{
    private readonly ushort _bit = (ushort)(1 << group);

    /// <summary>Notes a posting: of one group the best alternative counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void On(ref Slot slot, int mask, float worth)
    {
        var value = factor * worth;
        if (slot.Group != group)
        {
            slot.Group = (short)group;
            slot.Best = value;
            slot.Total += value;
        }
        else if (value > slot.Best)
        {
            slot.Total += value - slot.Best;
            slot.Best = value;
        }
        slot.Matched |= _bit;
        if ((mask & FieldMask.Name) != 0) slot.InName |= _bit;
        if ((mask & FieldMask.Server) != 0) slot.InServer |= _bit;
        if (wholeName) slot.WholeName |= _bit;
    }
}
