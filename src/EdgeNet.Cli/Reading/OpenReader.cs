using EdgeNet.Vision.Reading;

namespace EdgeNet.Cli.Reading;

/// <summary>A reader, and the networks that end with it.</summary>
/// <param name="reader">The reader.</param>
/// <param name="networks">What it reads with.</param>
internal sealed class OpenReader(IDigitReader reader, params IReadOnlyList<IDisposable> networks) : IDisposable
{
    /// <summary>The reader.</summary>
    public IDigitReader Reader { get; } = reader;

    public void Dispose()
    {
        foreach (IDisposable network in networks) network.Dispose();
    }
}
