namespace Catalogue.Classifier.Text;

/// <summary>The nodes of a definition's members in the line it was read from; 0 for what is absent or, of texts, no string.</summary>
internal record struct DefinitionNodes
{
    /// <summary>The node of the name.</summary>
    public int Name { get; set; }

    /// <summary>The node of the description.</summary>
    public int Description { get; set; }

    /// <summary>The node of the input schema.</summary>
    public int Input { get; set; }

    /// <summary>The node of the output schema.</summary>
    public int Output { get; set; }

    /// <summary>The node of the annotations.</summary>
    public int Annotations { get; set; }
}
