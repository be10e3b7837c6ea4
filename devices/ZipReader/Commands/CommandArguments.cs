using System.Globalization;

namespace EdgeNet.ZipReader.Commands;

/// <summary>
/// A command's options and what stands beside them. By hand: a library for command lines would weigh more than all seven commands, which
/// have eight options together.
/// </summary>
internal sealed class CommandArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _others = [];

    private CommandArguments()
    {
    }

    /// <summary>What is no option, in order.</summary>
    internal IReadOnlyList<string> Others => _others;

    /// <summary>An option's value; null where it was not given.</summary>
    internal string? this[string option] => _values.GetValueOrDefault(option);

    /// <summary>Takes a command line apart.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="args">What follows it.</param>
    /// <param name="mostOthers">How many arguments it may have that are no options.</param>
    /// <param name="options">Options with a value, as --config; those without one end with !, as --json!.</param>
    /// <exception cref="UsageException">It cannot be used.</exception>
    internal static CommandArguments Parse(string command, string[] args, int mostOthers, params ReadOnlySpan<string> options)
    {
        var result = new CommandArguments();
        bool hasEnded = false;
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            if (hasEnded || !name.StartsWith('-') || name == "-")
            {
                if (result._others.Count == mostOthers)
                    throw new UsageException($"{command}: expected no more than is there already, found '{name}'");
                result._others.Add(name);
                continue;
            }

            if (name == "--")
            {
                hasEnded = true;
                continue;
            }

            int sign = name.IndexOf('=', StringComparison.Ordinal);
            string? value = sign < 0 ? null : name[(sign + 1)..];
            name = sign < 0 ? name : name[..sign];
            bool isFlag = options.Contains(name + "!");
            if (!isFlag && !options.Contains(name))
                throw new UsageException($"{command}: there is no option {name}{Known(options)}");
            if (isFlag && value is not null)
                throw new UsageException($"{command}: {name} has no value");
            if (!isFlag && value is null && ++i == args.Length)
                throw new UsageException($"{command}: expected a value after {name}, found none");
            if (!result._values.TryAdd(name, isFlag ? "" : value ?? args[i]))
                throw new UsageException($"{command}: {name} stands there twice");
        }

        return result;
    }

    /// <summary>An option without a value.</summary>
    internal bool Has(string option) => _values.ContainsKey(option);

    /// <summary>A whole number.</summary>
    /// <exception cref="UsageException">It is none, or out of its range.</exception>
    internal int? Number(string option, int least, int most)
    {
        if (this[option] is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;
        throw new UsageException(
            string.Create(CultureInfo.InvariantCulture, $"{option}: expected a whole number from {least} to {most}, found '{text}'"));
    }

    private static string Known(ReadOnlySpan<string> options)
    {
        string known = string.Join(", ", options.ToArray()).Replace("!", "", StringComparison.Ordinal);
        return known.Length > 0 ? $": expected {known}" : "";
    }
}
