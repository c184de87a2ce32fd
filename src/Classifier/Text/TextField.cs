namespace Catalogue.Classifier.Text;

/// <summary>Which member of a definition a text stands in.</summary>
public enum TextPart
{
    /// <summary><c>name</c>.</summary>
    Name,

    /// <summary><c>title</c>.</summary>
    Title,

    /// <summary><c>description</c>.</summary>
    Description,

    /// <summary>Somewhere in <c>inputSchema</c>.</summary>
    InputSchema,

    /// <summary>Somewhere in <c>outputSchema</c>.</summary>
    OutputSchema,

    /// <summary>Somewhere in <c>annotations</c>.</summary>
    Annotations,
}

/// <summary>What a text is to the definition.</summary>
public enum TextRole
{
    /// <summary>The tool's name, title or description.</summary>
    Text,

    /// <summary>The name of a property (a parameter): the key under <c>properties</c> and its like.</summary>
    PropertyName,

    /// <summary>Any other key: a schema keyword, or a key of free data.</summary>
    Key,

    /// <summary>A string under the schema keyword <c>title</c>.</summary>
    SchemaTitle,

    /// <summary>A string under the schema keyword <c>description</c>.</summary>
    SchemaDescription,

    /// <summary>A string in <c>enum</c> or <c>const</c>.</summary>
    Choice,

    /// <summary>A string in <c>default</c>, <c>examples</c> or <c>example</c>, at any depth.</summary>
    Sample,

    /// <summary>Any other string: <c>type</c>, <c>format</c>, <c>pattern</c>, <c>$ref</c>, unknown keywords, annotations' strings.</summary>
    Other,

    /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>; its text is the literal.</summary>
    Literal,
}

/// <summary>One text of a definition: a slice of <see cref="DefinitionReader.Buffer"/> and where it comes from.</summary>
/// <param name="Part">The member it stands in.</param>
/// <param name="Role">What it is there.</param>
/// <param name="Start">Offset in the buffer.</param>
/// <param name="Length">Length in UTF-16 code units.</param>
/// <param name="Place">Index of its path (see <see cref="DefinitionReader.FieldPath"/>).</param>
/// <param name="Parameter">For input schemas: the number of the innermost property it belongs to, else −1.</param>
public readonly record struct TextField(TextPart Part, TextRole Role, int Start, int Length, int Place, int Parameter)
{
    /// <summary>True for property names and other keys: spans in them carry <c>part: key</c>.</summary>
    public bool InKey => Role is TextRole.PropertyName or TextRole.Key;
}
