using System.Globalization;
using System.Text;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Pages.Drawings;
using EdgeNet.Cli.Training;
using EdgeNet.Safety;
using EdgeNet.Training.Understanding;

namespace EdgeNet.Cli.Visualizing;

/// <summary>Where visualize writes: a page, or a folder with a page and a PNG file of each picture in it.</summary>
/// <param name="path">A file ending in .html, or a folder.</param>
internal sealed class VisualizeOutput(string path)
{
    private const string Page = "index.html";

    private bool IsPage => TrainingPage.IsPage(path);

    /// <summary>Checks before anything is computed that it may be written.</summary>
    /// <param name="force">Whether files that are there are overwritten.</param>
    /// <param name="read">What the command reads.</param>
    /// <exception cref="CommandException">There is a file, a folder with files, or it is read.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Check(bool force, ReadInputs read)
    {
        const string Advice = "give another one with --out, or --force to overwrite it";
        if (IsPage)
        {
            OutputFile.Check(path);
            read.RefuseToWrite(path, "--out");
            if (!force && File.Exists(path) && new FileInfo(path).Length > 0)
                throw new CommandException($"{path}: there is a file already; {Advice}.");
            return;
        }

        if (File.Exists(path)) throw new CommandException($"{path}: expected a folder or a file ending in .html, found another file.");
        if (!force && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new CommandException($"{path}: a folder with files in it; {Advice}.");
    }

    /// <summary>Writes everything.</summary>
    /// <param name="page">The page.</param>
    /// <param name="view">What is drawn.</param>
    /// <param name="viewer">Looks into the network.</param>
    /// <param name="drawing">Draws samples.</param>
    /// <param name="read">What the command reads, of which nothing is written over.</param>
    /// <returns>Files that were written.</returns>
    public int Write(string page, SampleView view, NetworkViewer viewer, SampleDrawing drawing, ReadInputs read)
    {
        if (IsPage)
        {
            OutputFile.WriteText(path, page);
            return 1;
        }

        Directory.CreateDirectory(path);
        var files = new List<(string Name, Action<string> Write)> { (Page, file => OutputFile.WriteText(file, page)) };
        AddSample("input", null);
        if (view.GradCam is not null) AddSample("grad-cam", view.GradCam);
        AddSample("saliency", view.Saliency);
        if (viewer.Filters() is { } filters) AddPicture("filters.png", () => MapDrawing.Filters(filters).Canvas);
        for (int i = 0; i < view.Layers.Count; i++)
        {
            LayerActivation layer = view.Layers[i];
            AddPicture(string.Create(CultureInfo.InvariantCulture, $"layer-{i + 1:00}-{NameOf(layer.Layer)}.png"), () =>
                MapDrawing.Activations(layer).Canvas);
        }

        // All or nothing: what is read may lie in the folder.
        foreach ((string name, _) in files) read.RefuseToWrite(Path.Combine(path, name), "--out");
        foreach ((string name, Action<string> write) in files) write(Path.Combine(path, name));
        return files.Count;

        void AddSample(string name, HeatMap? heat)
        {
            if (drawing.IsLines) files.Add((name + ".svg", file => OutputFile.WriteText(file, drawing.Lines(view.Input, heat, name))));
            else AddPicture(name + ".png", () => drawing.Draw(view.Input, heat));
        }

        void AddPicture(string name, Func<Canvas> draw) => files
            .Add((name, file => OutputFile.Write(file, stream => stream.Write(draw().Png()))));
    }

    /// <summary>A layer's name as a part of a file name.</summary>
    private static string NameOf(string layer)
    {
        var name = new StringBuilder();
        foreach (char letter in layer) name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_');
        return name.ToString(0, Math.Min(name.Length, 60));
    }
}
