using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeNet.Cli.Output;
using EdgeNet.Deployment;
using EdgeNet.Deployment.Programs;
using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Cli.Deploying;

/// <summary>The arguments of edgenet deploy.</summary>
internal sealed class DeployOptions
{
    private const int LastPort = 65535;
    private const int LongestWait = 3600;
    private const int FingerprintLength = 43;

    private readonly Argument<string> _destination = new("USER@HOST")
    {
        Description = "The device, such as pi@raspberrypi.local. Without a user, that of this machine.",
    };

    private readonly Option<bool> _update = new("--update")
    {
        Description = "Replaces the release that is there, and goes back to it where the new one is not healthy.",
    };

    private readonly Option<bool> _rollBack = new("--rollback") { Description = "Goes back to the release before." };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Looks at the device, and says what would be done. Nothing on it is changed.",
    };

    private readonly Option<string?> _project = new("--project")
    {
        Description = "The project to publish. Default: devices/ZipReader, in this folder or one above.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _program = new("--program")
    {
        Description = "A program that is published already, with the libraries (*.so) beside it.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _runtime = new Option<string?>("--runtime")
    {
        Description = "What is published. Default: what the device is. linux-arm is for a --program of your own.",
    }.OneOf([.. DeviceRuntimes.All]);

    private readonly Option<string?> _weights = new("--weights")
    {
        Description = "Weights of DigitLine that go with the program, in place of those in it.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "A configuration for a device that has none; one that is there is never written over. Default: the commented template.",
        HelpName = "FILE",
    };

    private readonly Option<int> _port = new Option<int>("--port")
    {
        Description = "Where the device's SSH listens.",
        HelpName = "N",
        DefaultValueFactory = _ => SshDestination.UsualPort,
    }.Between(1, LastPort);

    private readonly Option<string[]> _identity = new("--identity")
    {
        Description = "A private key, in place of those in ~/.ssh. May be given several times; an agent is asked first.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _knownHosts = new("--known-hosts")
    {
        Description = "A file of known host keys, in place of ssh's. May be given several times; the first takes new keys.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _acceptHostKey = new("--accept-host-key")
    {
        Description = "Takes this key of a device that is not known yet, as ssh-keygen -l shows it there: SHA256:…",
        HelpName = "FINGERPRINT",
    };

    private readonly Option<int> _healthyWithin = new Option<int>("--healthy-within")
    {
        Description = "How long the service may take until it is ready.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 90,
    }.Between(1, LongestWait);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_destination);
        foreach (Option option in (Option[])[_update, _rollBack, _dryRun, _project, _program, _runtime, _weights, _config, _port, _identity,
            _knownHosts, _acceptHostKey, _healthyWithin])
            command.Add(option);
        _destination.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1)
                Try(result, () => SshDestination.Parse(result.Tokens[0].Value));
        });
        _acceptHostKey.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value is var text && !IsFingerprint(text))
                result.AddError($"--accept-host-key: expected SHA256: and {FingerprintLength} characters, found '{text}'.");
        });
        command.Validators.Add(result =>
        {
            Forbid(result, _update, _rollBack);
            Forbid(result, _program, _project);
            foreach (Option option in (Option[])[_project, _program, _runtime, _weights, _config])
                Forbid(result, _rollBack, option);
        });
    }

    /// <summary>What was asked for.</summary>
    public DeploymentRequest Read(ParseResult parsed) => new()
    {
        Ssh = new SshOptions(SshDestination.Parse(parsed.GetRequiredValue(_destination), parsed.GetValue(_port)))
        {
            Identities = parsed.GetValue(_identity) ?? [],
            KnownHostsFiles = parsed.GetValue(_knownHosts) ?? [],
            AcceptedFingerprint = parsed.GetValue(_acceptHostKey),
        },
        Action = parsed.GetValue(_update) ? DeploymentAction.Update
            : parsed.GetValue(_rollBack) ? DeploymentAction.RollBack
            : DeploymentAction.Install,
        IsDryRun = parsed.GetValue(_dryRun),
        Project = parsed.GetValue(_project),
        Program = parsed.GetValue(_program),
        Runtime = DeviceRuntimes.Parse(parsed.GetValue(_runtime)),
        Weights = parsed.GetValue(_weights),
        Configuration = parsed.GetValue(_config),
        HealthyWithin = TimeSpan.FromSeconds(parsed.GetValue(_healthyWithin)),
    };

    private static bool IsFingerprint(string text) =>
        text.StartsWith("SHA256:", StringComparison.Ordinal)
        && text.Length == "SHA256:".Length + FingerprintLength
        && text.Skip("SHA256:".Length).All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/');

    private static void Forbid(CommandResult result, Option first, Option second)
    {
        if (result.GetResult(first) is { Implicit: false } && result.GetResult(second) is { Implicit: false })
            result.AddError($"{first.Name} and {second.Name} do not go together.");
    }

    private static void Try(ArgumentResult result, Action parse)
    {
        try
        {
            parse();
        }
        catch (FormatException error)
        {
            result.AddError($"USER@HOST: {error.Message}.");
        }
    }
}
