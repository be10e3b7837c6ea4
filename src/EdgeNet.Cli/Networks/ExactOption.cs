using System.CommandLine;

namespace EdgeNet.Cli.Networks;

/// <summary>--exact: direct convolutions, as [Network(Exact = true)] has them.</summary>
internal sealed class ExactOption
{
    private readonly Option<bool> _option = new("--exact")
    {
        Description = "Compute convolutions directly, without Winograd and Strassen: a NaN, an infinity or a huge pixel stays in the windows that hold it.",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_option);

    /// <summary>Whether it was given.</summary>
    public bool Read(ParseResult parsed) => parsed.GetValue(_option);
}
