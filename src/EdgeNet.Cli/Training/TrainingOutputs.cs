using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Pages;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Training;

/// <summary>
/// The files that training writes: the weights, a checkpoint beside them, a report, a picture of the range test. Training may take
/// hours: what would fail at its end fails before it. What is there already is not overwritten unless that is asked for: it may be
/// better, or somebody else's.
/// </summary>
/// <param name="weights">The weights' file.</param>
/// <param name="report">The report's file; null for none.</param>
/// <param name="picture">The picture's file; null for none.</param>
internal sealed class TrainingOutputs(string weights, string? report, string? picture)
{
    /// <summary>The checkpoint's file.</summary>
    public string Checkpoint => weights + ".checkpoint";

    /// <summary>Checks that all could be written.</summary>
    /// <exception cref="CommandException">Two are the same.</exception>
    /// <exception cref="IOException">One cannot be written.</exception>
    public void CheckWritable()
    {
        Check(weights, "--out");
        Check(Checkpoint, "--out");
        if (picture is not null) Check(picture, "--rate-picture");
        if (report is not null) Check(report, "--report");
        RequireOwn(report, "--report", picture);
        RequireOwn(picture, "--rate-picture", report);
    }

    private void RequireOwn(string? path, string option, string? other)
    {
        if (path is null) return;
        if (RealPath.AreSame(path, weights) || RealPath.AreSame(path, Checkpoint))
            throw new UsageException($"{path}: the file of the weights or of their checkpoint; give another one with {option}.");
        if (other is not null && RealPath.AreSame(path, other))
            throw new UsageException($"{path}: named by --report and by --rate-picture; give each a file of its own.");
    }

    /// <summary>
    /// Removes what a run that was killed was just writing of its report; training itself sees to weights and checkpoint.
    /// </summary>
    public void RemoveAbandonedReport()
    {
        if (report is not null) OutputFile.RemoveAbandoned(report);
    }

    /// <summary>Refuses to write over what is read.</summary>
    /// <param name="read">What training reads.</param>
    /// <exception cref="CommandException">An output is part of it.</exception>
    public void RefuseInputs(ReadInputs read)
    {
        read.RefuseToWrite(weights, "--out");
        read.RefuseToWrite(Checkpoint, "--out");
        if (report is not null) read.RefuseToWrite(report, "--report");
        if (picture is not null) read.RefuseToWrite(picture, "--rate-picture");
    }

    /// <summary>Refuses to overwrite.</summary>
    /// <param name="entry">The network.</param>
    /// <param name="resumes">Whether an interrupted run goes on: weights and checkpoint are its own.</param>
    /// <exception cref="CommandException">Something is there.</exception>
    public void RefuseToOverwrite(NetworkEntry entry, bool resumes)
    {
        const string Advice = "give another file with --out, or --force to overwrite it";
        if (!resumes && Length(weights) > 0) throw new CommandException($"{weights}: {Found(entry)}; {Advice}.");
        if (!resumes && Length(Checkpoint) > 0)
            throw new CommandException(
                $"{Checkpoint}: there is the checkpoint of another run, or a file of somebody else's; go on from it with --resume, "
                    + $"{Advice}.");
        if (picture is not null && Length(picture) > 0 && !(resumes && Begins(picture, "<svg")))
            throw new CommandException($"{picture}: there is a file already; give another one with --rate-picture, or --force to "
                + "overwrite it.");
        if (report is not null && Length(report) > 0 && !IsReport())
            throw new CommandException(
                $"{report}: there is a file that is no report of a training; give another one with --report, or --force to overwrite it.");
    }

    /// <summary>A link to nothing is most likely a mistake: what it led to has moved, and would be made anew somewhere.</summary>
    private static void Check(string path, string option)
    {
        string target = OutputFile.Check(path);
        if (new FileInfo(path).LinkTarget is not null && !File.Exists(target))
            throw new CommandException($"{path}: a symbolic link to {target}, where there is no file; remove the link, or give the "
                + $"file itself with {option}.");
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(RealPath.Of(path)).Length : 0;

    private string Found(NetworkEntry entry)
    {
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(weights);
            if (file.Fingerprint != entry.Info.Fingerprint) return "there are weights of another network";
            WeightsMetadata metadata = file.Metadata;
            string accuracy = metadata.Accuracy is { } a ? $", right in {Format.Percent(a.Share)} of {Format.Count(a.Samples)} "
                + $"({a.Part})" : "";
            string data = metadata.DataSet is { } d ? $", learnt from {PlainText.Shorten(d, 60)}" : "";
            return $"there are weights already{accuracy}{data}";
        }
        catch (Exception e) when (e is WeightsException or IOException or UnauthorizedAccessException)
        {
            return "there is a file that holds no weights of EdgeNet's";
        }
    }

    private bool IsReport() => Begins(report!, TrainingPage.IsPage(report!) ? PageFrame.Mark : "{\"network\":");

    private static bool Begins(string path, string text)
    {
        try
        {
            using StreamReader reader = File.OpenText(path);
            char[] start = new char[text.Length];
            return reader.ReadBlock(start) == start.Length && new string(start) == text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
