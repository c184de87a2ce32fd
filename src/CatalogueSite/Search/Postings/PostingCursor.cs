namespace Catalogue.Site.Search.Postings;

/// <summary>How far one list of postings has been read: it is read block by block, so that what is noted of a block's tools stays in the cache.</summary>
internal sealed class PostingCursor
{
    private readonly Segment _segment;
    private readonly int _term;
    private readonly (int Tool, byte Mask)[]? _joined;
    private int _at;
    private int _tool = int.MaxValue;

    /// <summary>Reads the postings of a term.</summary>
    public PostingCursor(Segment segment, int term)
    {
        (_segment, _term) = (segment, term);
        var postings = segment.Postings(term);
        if (!postings.IsEmpty) _tool = VarInt.Read(postings, ref _at) - 1;
    }

    /// <summary>Reads postings that were made from several terms, by tool.</summary>
    public PostingCursor(Segment segment, (int Tool, byte Mask)[] joined)
    {
        (_segment, _joined) = (segment, joined);
        if (joined.Length > 0) _tool = joined[0].Tool;
    }

    /// <summary>The next tool that was not read yet; greater than every tool at the end.</summary>
    public int Next => _tool;

    /// <summary>Notes every posting below <paramref name="end"/> of a group.</summary>
    /// <param name="scratch">The slots of the block.</param>
    /// <param name="end">The first tool of the next block.</param>
    /// <param name="note">What a posting is worth, and for which group.</param>
    /// <param name="knownOnly">True where only tools that were touched before matter.</param>
    public void Read(Scratch scratch, int end, in GroupNote note, bool knownOnly)
    {
        if (_tool >= end) return;
        if (_joined is not null) ReadJoined(scratch, end, note, knownOnly);
        else if (knownOnly) ReadKnown(scratch, end, note);
        else ReadAll(scratch, end, note);
    }

    /// <summary>Marks every touched tool below <paramref name="end"/> as excluded.</summary>
    public void Exclude(Scratch scratch, int end)
    {
        var postings = _segment.Postings(_term);
        var slots = scratch.Slots;
        var (start, serial) = (scratch.Start, scratch.Serial);
        while (_tool < end)
        {
            _at++;
            ref var slot = ref slots[_tool - start];
            if (slot.Serial == serial) slot.Excluded = true;
            _tool = _at < postings.Length ? _tool + VarInt.Read(postings, ref _at) : int.MaxValue;
        }
    }

    private void ReadAll(Scratch scratch, int end, in GroupNote note)
    {
        var postings = _segment.Postings(_term);
        var worth = FieldMask.Worth;
        var start = scratch.Start;
        var (at, tool) = (_at, _tool);
        while (tool < end)
        {
            var mask = postings[at++];
            note.On(ref scratch.Touch(tool - start), mask, worth[mask]);
            tool = at < postings.Length ? tool + VarInt.Read(postings, ref at) : int.MaxValue;
        }
        (_at, _tool) = (at, tool);
    }

    private void ReadKnown(Scratch scratch, int end, in GroupNote note)
    {
        var postings = _segment.Postings(_term);
        var worth = FieldMask.Worth;
        var slots = scratch.Slots;
        var (start, serial) = (scratch.Start, scratch.Serial);
        var (at, tool) = (_at, _tool);
        while (tool < end)
        {
            var mask = postings[at++];
            ref var slot = ref slots[tool - start];
            if (slot.Serial == serial) note.On(ref slot, mask, worth[mask]);
            tool = at < postings.Length ? tool + VarInt.Read(postings, ref at) : int.MaxValue;
        }
        (_at, _tool) = (at, tool);
    }

    private void ReadJoined(Scratch scratch, int end, in GroupNote note, bool knownOnly)
    {
        while (_tool < end)
        {
            var index = _tool - scratch.Start;
            var mask = _joined![_at++].Mask;
            if (!knownOnly || scratch.Slots[index].Serial == scratch.Serial) note.On(ref scratch.Touch(index), mask, FieldMask.Worth[mask]);
            _tool = _at < _joined.Length ? _joined[_at].Tool : int.MaxValue;
        }
    }
}
