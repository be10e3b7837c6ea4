namespace EdgeNet.Vision.Pictures;

/// <summary>What is wrong with a picture that can be read all the same: the first thing in words, the others as a number.</summary>
internal sealed class PictureWarnings(string name)
{
    private string? _first;
    private int _others;

    /// <summary>One line, or null where all is right.</summary>
    internal string? Text => _others == 0 ? _first : FormattableString.Invariant($"{_first}; and {_others} more");

    internal void Add(FormattableString what)
    {
        if (_first is null)
            _first = $"{name}: {FormattableString.Invariant(what)}";
        else
            _others++;
    }
}
