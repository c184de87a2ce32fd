using System.Reflection;

namespace Catalogue.Crawler.Storage;

/// <summary>One property of a row type as a parameter of a statement; exactly one of the three getters is there.</summary>
/// <typeparam name="T">The row type.</typeparam>
internal sealed class RowColumn<T>
{
    private RowColumn()
    {
    }

    /// <summary>Reads a number.</summary>
    public Func<T, long?>? Number { get; private init; }

    /// <summary>Reads a text.</summary>
    public Func<T, string?>? Text { get; private init; }

    /// <summary>Reads bytes.</summary>
    public Func<T, byte[]?>? Bytes { get; private init; }

    /// <summary>The column for a property.</summary>
    /// <exception cref="InvalidOperationException">There is no such property, or no database takes its type.</exception>
    public static RowColumn<T> Of(string name)
    {
        var getter = typeof(T).GetProperty(name, BindingFlags.Instance | BindingFlags.Public)?.GetMethod
            ?? throw new InvalidOperationException($"{typeof(T).Name} has no property {name}.");
        if (getter.ReturnType == typeof(string)) return new RowColumn<T> { Text = getter.CreateDelegate<Func<T, string?>>() };
        if (getter.ReturnType == typeof(byte[])) return new RowColumn<T> { Bytes = getter.CreateDelegate<Func<T, byte[]?>>() };
        if (getter.ReturnType == typeof(long?)) return new RowColumn<T> { Number = getter.CreateDelegate<Func<T, long?>>() };
        if (getter.ReturnType != typeof(long)) throw new InvalidOperationException($"{typeof(T).Name}.{name} is a {getter.ReturnType.Name}; rows hold long, string and byte[].");
        var number = getter.CreateDelegate<Func<T, long>>();
        return new RowColumn<T> { Number = row => number(row) };
    }
}
