namespace EdgeNet.Vision.Decoding;

/// <summary>The ways to read one field, the likeliest first. A decoder has some and fills them again for every line.</summary>
internal sealed class DecodedField
{
    private readonly DecodedAnswer[] _answers;

    internal DecodedField(int top)
    {
        _answers = new DecodedAnswer[top];
        for (int i = 0; i < top; i++)
            _answers[i] = new DecodedAnswer();
    }

    /// <summary>The answers.</summary>
    internal ReadOnlySpan<DecodedAnswer> Answers => _answers.AsSpan(0, Count);

    /// <summary>How many answers there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The probability that there is no field of the pattern, 0 to 1.</summary>
    internal double None { get; set; }

    internal bool IsFull => Count == _answers.Length;

    internal void Clear() => Count = 0;

    internal DecodedAnswer Add() => _answers[Count++];
}
