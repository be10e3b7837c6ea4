using System.CommandLine;
using EdgeNet.Cli.Deploying;
using EdgeNet.Cli.Output;
using EdgeNet.Deployment;
using EdgeNet.Models;

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
            DeploymentRequest request = options.Read(parsed);
            // Damaged weights, and those of another network, need not travel to be refused.
            if (request.Weights is { } weights)
                DigitLine.Load(weights).Dispose();
            await new Deployer(request, new TerminalOperator(output)).RunAsync(cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
