namespace EdgeNet.Training.Data.Files;

/// <summary>What is said of a file that cannot be read: its name once, as the user knows it, and why.</summary>
internal static class Unreadable
{
    /// <summary>The message.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">Why.</param>
    public static string Text(string path, Exception reason) => reason switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"{path}: there is no such file",
        UnauthorizedAccessException => $"{path}: cannot be read: {(Directory.Exists(path) ? "a folder" : "permission denied")}",
        _ => $"{path}: cannot be read: {reason.Message}",
    };

    /// <summary>The message as an exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">Why.</param>
    public static TrainingException Because(string path, Exception reason) => new(Text(path, reason), reason);
}
