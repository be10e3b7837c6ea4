namespace EdgeNet.Deployment;

/// <summary>Whoever deploys: is told what happens, and asked for what only a person knows.</summary>
public interface IOperator
{
    /// <summary>Tells what happens.</summary>
    /// <param name="line">One line; what comes from the device in it is escaped.</param>
    void Tell(string line);

    /// <summary>Asks for a password, which is not shown while it is typed.</summary>
    /// <param name="prompt">What for.</param>
    /// <returns>The password; null where nobody is there to ask.</returns>
    string? AskSecret(string prompt);

    /// <summary>Asks a question.</summary>
    /// <param name="question">The question.</param>
    /// <returns>Whether the answer is yes; false where nobody is there to ask.</returns>
    bool Confirm(string question);
}
