using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeNet.Cli.Commands;
using EdgeNet.Cli.Output;
using EdgeNet.Deployment;
using EdgeNet.Measuring.Peers;
using EdgeNet.Onnx;
using EdgeNet.Training;

namespace EdgeNet.Cli;

/// <summary>The command line: parses, runs, and turns every failure into a line and an exit code.</summary>
internal static class EdgeNetCommand
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">Where everything is written.</param>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, CommandOutput output)
    {
        RootCommand root = Create(output);
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null }; // A picture may be called @home.png.
        var streams = new InvocationConfiguration { Output = output.Out, Error = output.Error, EnableDefaultExceptionHandler = false };
        if (args.Length == 0)
            return root.Parse(["--help"], parsing).Invoke(streams);

        ParseResult parsed = root.Parse(args, parsing);
        if (parsed.Errors.Count > 0)
            return ReportWrongUsage(parsed, output);
        HideArgumentsAbove(parsed.CommandResult.Command);
        try
        {
            return parsed.Invoke(streams);
        }
        catch (UsageException e)
        {
            output.WriteError(e.Message, e.Details);
            PointToHelp(parsed, output);
            return ExitCode.WrongUsage;
        }
        catch (Exception e)
        {
            Report(e, output);
            return ExitCode.Failed;
        }
    }

    private static RootCommand Create(CommandOutput output) =>
        new("Turns neural networks described by attributes into code, trains them, predicts with them, and reads ZIP codes.")
        {
            ReadCommand.Create(output),
            PredictCommand.Create(output),
            VisualizeCommand.Create(output),
            DataCommand.Create(output),
            TrainCommand.Create(output),
            EvaluateCommand.Create(output),
            InspectCommand.Create(output),
            ImportCommand.Create(output),
            ExportCommand.Create(output),
            VerifyCommand.Create(output),
            DrawCommand.Create(output),
            BenchCommand.Create(output),
            DeployCommand.Create(output),
        };

    /// <summary>The help of a command below another would show the upper one's arguments, which it does not take.</summary>
    private static void HideArgumentsAbove(Command command)
    {
        foreach (Command parent in command.Parents.OfType<Command>())
            foreach (Argument argument in parent.Arguments) argument.Hidden = true;
    }

    private static int ReportWrongUsage(ParseResult parsed, CommandOutput output)
    {
        IReadOnlyList<string> empty = EmptyTexts.Find(parsed);
        foreach (string problem in empty.Count > 0 ? empty : [.. parsed.Errors.Select(error => error.Message + Suggestion(error, parsed))])
            output.WriteError(problem);
        PointToHelp(parsed, output);
        return ExitCode.WrongUsage;
    }

    private static void PointToHelp(ParseResult parsed, CommandOutput output)
    {
        string path = "";
        for (CommandResult? command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
            path = (command.Command is RootCommand ? "edgenet" : command.Command.Name) + ' ' + path;
        output.Error.WriteLine($"Try '{path}--help'.");
    }

    /// <summary>What may have been meant by a word that is no option or command.</summary>
    private static string Suggestion(ParseError error, ParseResult parsed)
    {
        string? word = parsed.UnmatchedTokens.FirstOrDefault(t => error.Message.Contains($"'{t}'", StringComparison.Ordinal));
        if (word is null) return "";
        Command command = parsed.CommandResult.Command;
        return Suggestions.For(word, word.StartsWith('-') ? command.Options.Select(o => o.Name) : command.Subcommands.Select(c => c.Name));
    }

    private static void Report(Exception e, CommandOutput output)
    {
        switch (e)
        {
            case CommandException command:
                output.WriteError(command.Message, command.Details);
                break;
            case UnknownNameException unknown:
                output.WriteError(unknown.Message + Suggestions.For(unknown.Name, unknown.Names));
                break;
            case DeploymentException deployment:
                output.WriteError(deployment.Message, deployment.Details);
                break;
            case OperationCanceledException:
                output.WriteError("ended before it was done.");
                break;
            // Messages of several lines, a problem each: what is not the program's own in them is escaped.
            case OnnxImportException or OnnxExportException or WeightsException:
                string[] lines = e.Message.Split('\n');
                output.WriteError(lines[0], lines.Skip(1).Select(line => line.TrimStart()));
                break;
            // Sizes out of files and arguments may multiply to more than there is room for.
            case OverflowException or OutOfMemoryException:
                output.WriteError("too large: sizes of the network or its data multiply to more than memory can hold.");
                break;
            default:
                output.WriteError(IsExpected(e) ? e.Message : $"internal error, {e.GetType().Name}: {e.Message}");
                break;
        }
    }

    /// <summary>Failures whose message is written for the user; anything else is a fault of the program.</summary>
    private static bool IsExpected(Exception e) => e
        is TrainingException
        or PeerException
        or IOException
        or UnauthorizedAccessException;
}
