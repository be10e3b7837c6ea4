using System.Text;
using EdgeNet.Cli.Output;
using EdgeNet.Deployment;

namespace EdgeNet.Cli.Deploying;

/// <summary>Whoever deploys from a terminal. Questions go to the error stream, so that the output may be kept in a file.</summary>
/// <param name="output">Where everything is written.</param>
internal sealed class TerminalOperator(CommandOutput output) : IOperator
{
    /// <inheritdoc/>
    public void Tell(string line) => output.Out.WriteLine(line);

    /// <inheritdoc/>
    public string? AskSecret(string prompt)
    {
        if (Console.IsInputRedirected)
            return null;
        output.Error.Write($"{prompt}: ");
        var secret = new StringBuilder();
        for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
                secret.Length = Math.Max(0, secret.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                secret.Append(key.KeyChar);
        }

        output.Error.WriteLine();
        return secret.ToString();
    }

    /// <inheritdoc/>
    public bool Confirm(string question)
    {
        if (Console.IsInputRedirected)
            return false;
        while (true)
        {
            output.Error.Write($"{question} (yes/no) ");
            // As ssh does: the whole word, so that nobody says yes by a habit.
            switch (Console.ReadLine()?.Trim())
            {
                case "yes":
                    return true;
                case "no" or null:
                    return false;
            }
        }
    }
}
