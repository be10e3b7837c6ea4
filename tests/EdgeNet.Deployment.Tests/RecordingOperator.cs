using System.Collections.Concurrent;

namespace EdgeNet.Deployment.Tests;

/// <summary>Notes what is told, and answers what a test has put in.</summary>
internal sealed class RecordingOperator : IOperator
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _asked = new();

    public string? Secret { get; init; }

    public bool Answer { get; init; }

    /// <summary>Called with each line.</summary>
    public Action<string>? OnLine { get; init; }

    public string Text => string.Join('\n', _lines);

    public IReadOnlyCollection<string> Asked => _asked;

    public void Tell(string line)
    {
        _lines.Enqueue(line);
        OnLine?.Invoke(line);
    }

    public string? AskSecret(string prompt)
    {
        _asked.Enqueue(prompt);
        return Secret;
    }

    public bool Confirm(string question)
    {
        _asked.Enqueue(question);
        return Answer;
    }
}
