using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Training.Synthetic.Bongard;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet draw bongard: a data set of a problem of visual reasoning, as folders of its two classes.</summary>
internal static class DrawBongardCommand
{
    private const int MostPictures = 1_000_000;

    private static readonly (string Word, BongardProblem Problem)[] Problems =
    [
        ("same-different", BongardProblem.SameDifferent), ("inside-outside", BongardProblem.InsideOutside),
        ("touching", BongardProblem.Touching), ("aligned", BongardProblem.Aligned), ("mirrored", BongardProblem.Mirrored), ("large-small", BongardProblem.LargeSmall),
    ];

    public static Command Create(CommandOutput output)
    {
        Option<string?> problem = new Option<string?>("--problem")
        {
            Description = "Two contours of the same form or not; a small one inside a large one or outside; two that touch or not; "
                + "three on a line or not; two of the same form or mirrored; one, large or small.",
            Required = true,
        }.OneOf([.. Problems.Select(p => p.Word)]);
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder to make.", HelpName = "DIR", Required = true };
        Option<int> train = Count("--train", "Pictures to learn from, half of each class.", 20_000);
        Option<int> test = Count("--test", "Pictures to test on, of forms and places that training has not seen.", 10_000);
        Option<int> size = new Option<int>("--size")
        {
            Description = "Rows and columns of a picture.", HelpName = "N", DefaultValueFactory = _ => 64,
        }.Between(BongardPicture.MinSide, BongardPicture.MaxSide);
        Option<int> seed = new Option<int>("--seed")
        {
            Description = "The same seed draws the same pictures.", HelpName = "N", DefaultValueFactory = _ => 1,
        }.Number();
        var command = new Command(
            "bongard", "Draws a problem of visual reasoning as folders of two classes: DIR/train/CLASS, DIR/test/CLASS.")
        {
            problem, folder, train, test, size, seed,
        };
        command.SetAction(parsed =>
        {
            BongardProblem chosen = Problems.First(p => p.Word == parsed.GetRequiredValue(problem)!).Problem;
            string path = parsed.GetRequiredValue(folder).ToString();
            if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
                throw new CommandException($"{path}: expected a folder that is not there yet, or empty; give another one with --out.");
            var pictures = new BongardPicture(chosen, parsed.GetValue(size));
            IReadOnlyList<string> classes = BongardPicture.ClassesOf(chosen);
            // The parts are sets of their own.
            ulong set = 2 * (ulong)(uint)parsed.GetValue(seed);
            Write(pictures, Path.Combine(path, "train"), classes, parsed.GetValue(train), set, parsed.GetValue(size));
            Write(pictures, Path.Combine(path, "test"), classes, parsed.GetValue(test), set + 1, parsed.GetValue(size));
            output.Out.WriteLine(
                $"{path}: {Format.Count(parsed.GetValue(train))} pictures to learn from, {Format.Count(parsed.GetValue(test))} to test on; "
                + $"classes {string.Join(", ", classes)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<int> Count(string name, string description, int usual) => new Option<int>(name)
    {
        Description = description, HelpName = "N", DefaultValueFactory = _ => usual,
    }.Between(2, MostPictures);

    private static void Write(BongardPicture pictures, string folder, IReadOnlyList<string> classes, int count, ulong set, int size)
    {
        foreach (string name in classes) Directory.CreateDirectory(Path.Combine(folder, name));
        Parallel.For(0, count, i =>
        {
            byte[] levels = pictures.Draw(i % 2, set, (ulong)i);
            string name = string.Create(CultureInfo.InvariantCulture, $"{i:d6}.png");
            // The folder is new: there is nothing that a broken write could destroy.
            using FileStream stream = File.Create(Path.Combine(folder, classes[i % 2], name));
            PictureFile.WritePng(stream, new GreyFrame(levels, size, size));
        });
    }
}
