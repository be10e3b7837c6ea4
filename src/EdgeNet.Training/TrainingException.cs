namespace EdgeNet.Training;

/// <summary>Training or its data cannot be as asked. The message names what, where, what was expected and what was found.</summary>
public class TrainingException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="message">What is wrong.</param>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and why.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="inner">The cause.</param>
    public TrainingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
