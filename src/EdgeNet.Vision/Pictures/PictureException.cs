namespace EdgeNet.Vision.Pictures;

/// <summary>A picture cannot be read. The message names the file, the place, what was expected and what was found.</summary>
public sealed class PictureException : Exception
{
    /// <summary>An error with the message as people shall read it.</summary>
    /// <param name="message">File, place, what was expected, what was found.</param>
    /// <param name="innerException">What the system reported, if it did.</param>
    public PictureException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal static PictureException In(string name, FormattableString what, Exception? innerException = null) =>
        new($"{name}: {FormattableString.Invariant(what)}", innerException);
}
