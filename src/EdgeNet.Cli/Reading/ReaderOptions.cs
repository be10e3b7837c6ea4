using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Models;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Cli.Reading;

/// <summary>How a command is told what to read: --pattern, --list, --threshold, --weights.</summary>
internal sealed class ReaderOptions
{
    private readonly Option<string> _pattern = new("--pattern")
    {
        Description = "What to read: zip (12345 or 12345-6789), postcode (4 to 6 digits) or postcode N, amount or amount DECIMALS, digits N, "
            + "digits N-M, lines (every run of digits). In quotes if it has two words.",
        HelpName = "P",
        DefaultValueFactory = _ => "zip",
    };

    private readonly Option<FileInfo?> _list = new("--list")
    {
        Description = "The codes that exist, one a line, # before comments: others become improbable.",
        HelpName = "FILE",
    };

    private readonly Option<FileInfo?> _weights = new("--weights") { Description = "Weights of DigitLine to read with, instead of the embedded ones.", HelpName = "FILE" };

    private readonly Option<float> _threshold = new Option<float>("--threshold")
    {
        Description = FormattableString.Invariant(
            $"The least confidence, 0 to 1, with which a reading counts; {FieldPattern.Zip.DefaultThreshold} if not given, of amounts ")
            + FormattableString.Invariant($"{FieldPattern.Parse("amount").DefaultThreshold}."),
        HelpName = "P",
    }.Between(0, 1);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _pattern.Validators.Add(result =>
        {
            try
            {
                if (result.Tokens.Count == 1)
                    FieldPattern.Parse(result.Tokens[0].Value);
            }
            catch (FormatException e)
            {
                result.AddError("--pattern: " + e.Message);
            }
        });
        command.Validators.Add(result =>
        {
            // Whatever the list holds: a list of codes belongs to a pattern of one field.
            bool isList = result.GetResult(_list) is { Tokens.Count: > 0 };
            if (isList && result.GetResult(_pattern) is { Tokens: [var pattern] } && IsLines(pattern.Value))
                result.AddError("--pattern lines and --list do not go together: expected a pattern of one field, such as \"digits 5\".");
        });
        command.Add(_pattern);
        command.Add(_list);
        command.Add(_threshold);
        command.Add(_weights);
    }

    /// <summary>Adds the files that are read.</summary>
    /// <param name="read">Takes them.</param>
    /// <param name="parsed">The command line.</param>
    /// <returns>The same.</returns>
    public ReadInputs AddTo(ReadInputs read, ParseResult parsed) =>
        read.Add(parsed.GetValue(_list)?.ToString(), "the list of codes").Add(parsed.GetValue(_weights)?.ToString(), "the weights that are read with");

    /// <summary>The reader that was asked for, and its network.</summary>
    /// <exception cref="CommandException">The list of codes cannot be read or does not fit the pattern.</exception>
    /// <exception cref="WeightsException">The weights are not those of the network.</exception>
    public OpenReader Open(ParseResult parsed)
    {
        FieldPattern pattern = FieldPattern.Parse(parsed.GetRequiredValue(_pattern));
        if (parsed.GetValue(_list) is { } list)
            pattern = WithCodes(pattern, list.ToString());
        var entry = new ClassEntry<DigitLine>();
        using SafetensorsFile file = entry.OpenWeights(parsed.GetValue(_weights));
        INetwork<float> network = entry.Create(file);
        float? threshold = parsed.GetResult(_threshold) is null ? null : parsed.GetValue(_threshold);
        var options = new FieldReaderOptions { AcceptThreshold = threshold };
        return new OpenReader(new FieldReader(network, digits: null, pattern, options), network);
    }

    private static bool IsLines(string pattern)
    {
        try
        {
            return FieldPattern.Parse(pattern).Kind == PatternKind.Lines;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static FieldPattern WithCodes(FieldPattern pattern, string path)
    {
        try
        {
            return pattern.WithCodes(CodeList.Read(path));
        }
        catch (CodeListException e)
        {
            throw new CommandException(e.Message);
        }
        catch (ArgumentException e)
        {
            throw new CommandException($"{path}: {e.Message}");
        }
    }
}
