using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>How the train command is told whose answers the network is to learn.</summary>
internal sealed class TeacherArguments
{
    private const int MostTeachers = 64;

    private static readonly DistillationOptions Defaults = new([]);

    private readonly Option<string?> _teachers = new("--teacher")
    {
        Description = "A larger network of the same input and classes, a class or an ONNX file, whose answers are learnt beside the labels "
            + "(distillation); several, parted by commas, are averaged.",
        HelpName = "NETWORK",
    };

    private readonly Option<string?> _weights = new("--teacher-weights")
    {
        Description = "The teacher's weights, of several a file each, parted by commas; several files of one network are an ensemble too. "
            + "The embedded ones, an ONNX file's own, or NETWORK.safetensors in this folder if not given.",
        HelpName = "FILE",
    };

    private readonly Option<float?> _temperature = new Option<float?>("--temperature")
    {
        Description = "What the logits of both networks are divided by where their answers are compared: the higher, the more small "
            + $"probabilities count; {Format.Fixed(Defaults.Temperature, 0)} if not given.",
        HelpName = "T",
    }.Between(0.01f, 100);

    private readonly Option<float?> _share = new Option<float?>("--teacher-share")
    {
        Description = "What the teacher's answers count in the loss, the labels count the rest; "
            + $"{Format.Fixed(Defaults.Share, 1)} if not given.",
        HelpName = "A",
    }.Between(0.001f, 1);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_teachers, _weights, _temperature, _share]) command.Add(option);
    }

    /// <summary>Whether there is a teacher.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_teachers) is not null;

    /// <summary>Adds the files that teachers are read from.</summary>
    /// <param name="read">What the command reads.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">Finds networks.</param>
    /// <exception cref="CommandException">Something is not there, or is not asked for together.</exception>
    public ReadInputs AddTo(ReadInputs read, ParseResult parsed, NetworkOptions network)
    {
        foreach ((string name, FileInfo? weights) in Pairs(parsed))
        {
            NetworkEntry entry = network.FindOther(parsed, name);
            string? usual = entry.OwnParameters is null && !entry.HasEmbeddedWeights ? NetworkParameters.FileOf(entry) : null;
            read.Add(OnnxFiles.IsFile(name) ? name : null, "the model that teaches")
                .Add(entry.DataFiles, "data of the model that teaches")
                .Add(weights?.ToString() ?? usual, "the weights of the teacher");
        }

        return read;
    }

    /// <summary>Opens the teachers.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">Finds networks.</param>
    /// <param name="output">Where it is told which.</param>
    /// <returns>Null where there are none.</returns>
    /// <exception cref="CommandException">A network or its weights are not there.</exception>
    /// <exception cref="TrainingException">A network cannot teach.</exception>
    public DistillationOptions? Read(ParseResult parsed, NetworkOptions network, CommandOutput output)
    {
        if (!IsGiven(parsed)) return null;
        var teachers = new List<Teacher>();
        foreach ((string name, FileInfo? weights) in Pairs(parsed))
        {
            NetworkEntry entry = FittedNetwork.ForWeights(network.FindOther(parsed, name), weights);
            string usual = NetworkParameters.FileOf(entry);
            if (weights is null && entry.OwnParameters is null && !entry.HasEmbeddedWeights && !File.Exists(usual))
                throw new CommandException(
                    $"--teacher: {entry.Name} has no trained weights embedded, and there is no {usual} here; give some with --teacher-weights.");
            using NetworkParameters parameters = NetworkParameters.OpenTrained(entry, weights, output);
            parameters.Tell(output);
            teachers.Add(new Teacher(entry.Graph, parameters.Source, parameters.Metadata));
            output.Out.WriteLine($"Taught by {entry.Name}, with {parameters.Description}.");
        }

        return new DistillationOptions(teachers)
        {
            Temperature = parsed.GetValue(_temperature) ?? Defaults.Temperature,
            Share = parsed.GetValue(_share) ?? Defaults.Share,
        };
    }

    /// <summary>Each teacher's network and weights.</summary>
    private IEnumerable<(string Name, FileInfo? Weights)> Pairs(ParseResult parsed)
    {
        if (!IsGiven(parsed))
        {
            foreach (Option option in (Option[])[_weights, _temperature, _share])
            {
                if (parsed.GetResult(option) is not null)
                    throw new UsageException($"{option.Name}: is of a teacher; give one with --teacher.");
            }

            return [];
        }

        string[] names = Parts(parsed, _teachers), files = Parts(parsed, _weights);
        if (names.Length == 1 && files.Length > 1) names = [.. Enumerable.Repeat(names[0], files.Length)];
        if (names.Length > MostTeachers || (files.Length > 0 && files.Length != names.Length))
            throw new UsageException(FormattableString.Invariant(
                $"--teacher-weights: expected a file for each of {names.Length} teachers (at most {MostTeachers}), found {files.Length}."));
        return names.Select((name, i) => (name, files.Length == 0 ? null : new FileInfo(files[i])));
    }

    /// <summary>What stands between commas; a file whose own name has some is taken whole.</summary>
    private static string[] Parts(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return [];
        if (File.Exists(text)) return [text];
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Contains("")) throw new UsageException($"{option.Name}: expected a name before and after each comma, found '{text}'.");
        return parts;
    }
}
