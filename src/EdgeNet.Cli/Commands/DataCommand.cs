using System.CommandLine;
using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet data: looks at data sets, and fetches them.</summary>
internal static class DataCommand
{
    public static Command Create(CommandOutput output) =>
        new("data", "Looks at data sets before training, and fetches those that everybody begins with.")
    {
        DataCheckCommand.Create(output),
        DataFetchCommand.Create(output),
    };
}
