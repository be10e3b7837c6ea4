using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Synthetic.Lines;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Training.Data;

/// <summary>
/// A folder, or an archive of one, with pictures that each show one line of digits and labels.csv: a header, then file,digits and what else
/// there is. Of a data set with parts, the training part.
/// </summary>
public static class LabelledLineFolder
{
    private const string Labels = "labels.csv";

    /// <summary>Reads the folder: each picture's best candidate line becomes a strip.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="reader">Decodes the pictures.</param>
    /// <exception cref="TrainingException">The labels are missing or damaged, or no picture has a line.</exception>
    /// <exception cref="PictureException">A picture cannot be read.</exception>
    public static LabelledLines Read(string folder, PictureReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using DataFiles files = DataFiles.Open(folder);
        string root = files.Root;
        if (!files.HasFile(files.Join(root, Labels)))
            root = files.Folders(root).FirstOrDefault(f => PartNames.Of(Path.GetFileName(f)) == DataPart.Train) ?? root;
        string labels = files.Join(root, Labels);
        if (!files.HasFile(labels)) throw new TrainingException($"{labels}: there is no such file; expected lines of file,digits.");
        var lines = new LabelledLines();
        var page = new PageAnalyzer();
        var strips = new LineStrips();
        byte[] bytes = [];
        foreach ((string line, int number) in Series.TextLines.Of(files, labels))
        {
            if (number == 1) continue;
            string[] cells = line.Split(',');
            if (cells.Length < 2) throw new TrainingException($"{labels}, line {number}: expected file,digits, found '{Safety.PlainText.Shorten(line, 60)}'.");
            // Only names, no paths: the file does not choose what is opened elsewhere.
            if (cells[0] != Path.GetFileName(cells[0])) throw new TrainingException($"{labels}, line {number}: expected the name of a file in the folder, found '{Safety.PlainText.Shorten(cells[0], 60)}'.");
            string path = files.Join(root, cells[0]);
            int length = Read(files, path, ref bytes);
            GreyPicture picture = reader.Read(bytes.AsSpan(0, length), path);
            page.Analyze(picture.Frame);
            if (page.Candidates.Length == 0) continue;
            LineCandidate candidate = page.Candidates[0];
            page.Sample(picture.Frame, candidate, candidate.Plane, isTurned: false, strips);
            if (strips.Count == 1) lines.Add(strips.Strip(0), cells[1]);
        }

        return lines.Count > 0 ? lines : throw new TrainingException($"{folder}: no picture shows a line that fits a strip.");
    }

    private static int Read(DataFiles files, string path, ref byte[] bytes)
    {
        try
        {
            return files.Read(path, ref bytes, PictureLimits.MaxFileLength);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(path, e);
        }
    }
}
