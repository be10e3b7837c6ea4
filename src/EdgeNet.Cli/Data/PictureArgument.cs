using System.CommandLine;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Data;

/// <summary>IMAGE…: takes everything that stands behind a command, so that a mistyped option would be a file.</summary>
internal static class PictureArgument
{
    /// <summary>The argument.</summary>
    /// <param name="command">The command that it belongs to.</param>
    /// <param name="description">What it takes.</param>
    public static Argument<string[]> AddTo(Command command, string description)
    {
        var images = new Argument<string[]>("IMAGE") { Description = description, Arity = ArgumentArity.OneOrMore };
        images.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (ForeignWeights.IsWeights(token.Value) && command.Options.Any(o => o.Name == "--weights"))
                    result.AddError($"{ForeignWeights.Advice(token.Value)}.");
                if (token.Value.Length == 0) result.AddError("IMAGE: expected a file or a folder, found an empty text.");
                if (token.Value.StartsWith("--", StringComparison.Ordinal) && !File.Exists(token.Value))
                    result.AddError($"Unknown option {token.Value}.{Suggestions.For(token.Value, command.Options.Select(o => o.Name))}");
            }
        });
        command.Add(images);
        return images;
    }
}
