using System.CommandLine;
using EdgeNet.Cli.Deploying;
using EdgeNet.Cli.Output;
using EdgeNet.Deployment;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet deploy: the device's program on a Raspberry Pi, over SSH.</summary>
internal static class DeployCommand
{
    public static Command Create(CommandOutput output)
    {
        var options = new DeployOptions();
        var command = new Command(
            "deploy",
            "Puts ZipReader on a Raspberry Pi over SSH: publishes it, sends it, starts it as a service, and tells what its doctor finds. "
                + "--update replaces it, and goes back to the release before where the new one is not healthy.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await new Deployer(options.Read(parsed), new TerminalOperator(output)).RunAsync(cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
