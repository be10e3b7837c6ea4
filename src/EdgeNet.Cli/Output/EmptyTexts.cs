using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeNet.Cli.Output;

/// <summary>
/// Arguments that are empty texts where a file or a folder is meant, as a script's variable that is not set leaves them: the parser would tell of them
/// with names of the framework's own types.
/// </summary>
internal static class EmptyTexts
{
    /// <summary>What is said of them, a line each.</summary>
    /// <param name="parsed">The command line.</param>
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        var found = new List<string>();
        for (CommandResult? command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
        {
            foreach (SymbolResult child in command.Children)
            {
                (string name, Type? type) = child switch
                {
                    OptionResult option => (option.Option.Name, option.Option.ValueType),
                    ArgumentResult argument => (argument.Argument.Name, argument.Argument.ValueType),
                    _ => ("", null),
                };
                if (Expected(type) is { } expected && child.Tokens.Any(t => t.Value.Length == 0))
                    found.Add($"{name}: expected {expected}, found an empty text.");
            }
        }

        return found;
    }

    private static string? Expected(Type? type) =>
        type == typeof(FileInfo) ? "a file" : type == typeof(DirectoryInfo) ? "a folder" : null;
}
