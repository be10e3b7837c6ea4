using EdgeNet.Devices.Station.Readings;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Voting;

/// <summary>Gathers what consecutive frames say of one letter or one value. It allocates nothing a frame.</summary>
internal interface IFrameVote
{
    /// <summary>What it has come to.</summary>
    VoteState State { get; }

    /// <summary>Frames since <see cref="Clear"/>.</summary>
    int Frames { get; }

    /// <summary>The probability of the likeliest text, 0 to 1.</summary>
    float Confidence { get; }

    /// <summary>The likeliest text; empty for none.</summary>
    ReadOnlySpan<char> Text { get; }

    /// <summary>Its characters, in the frame that read them most surely.</summary>
    ReadOnlySpan<ReadSymbol> Symbols { get; }

    /// <summary>How many answers there are besides the likeliest.</summary>
    int OtherCount { get; }

    /// <summary>An answer besides the likeliest.</summary>
    /// <param name="rank">From 0, the likelier ones first, to <see cref="OtherCount"/> - 1.</param>
    /// <param name="confidence">Its probability, 0 to 1.</param>
    ReadOnlySpan<char> Other(int rank, out float confidence);

    /// <summary>Begins with another letter or value.</summary>
    void Clear();

    /// <summary>Adds a frame.</summary>
    /// <param name="reading">What was read in it.</param>
    /// <param name="captured">When it was taken, in seconds of a clock that is never set.</param>
    void Add(FrameReading reading, double captured);
}
