namespace EdgeNet.Training;

/// <summary>Something was asked for by a name that is not there, such as a column of a table.</summary>
/// <param name="message">What is wrong, with some of the names that are there.</param>
/// <param name="name">The name that was asked for.</param>
/// <param name="names">All names that are there.</param>
public sealed class UnknownNameException(string message, string name, IReadOnlyList<string> names) : TrainingException(message)
{
    /// <summary>The name that was asked for.</summary>
    public string Name { get; } = name;

    /// <summary>All names that are there, by which callers find what was meant.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
