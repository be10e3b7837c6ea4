using Renci.SshNet;

namespace EdgeNet.Deployment.Ssh;

/// <summary>
/// How a user proves who it is: first with what asks for nothing (agent, files), then with files that have a pass phrase, then by password.
/// Nothing is asked before the machine's own key is known, and no password goes where it is not.
/// </summary>
/// <param name="options">Who, and with which keys.</param>
/// <param name="asks">Who is asked.</param>
internal sealed class Authentication(SshOptions options, IOperator asks)
{
    private const int PasswordAttempts = 3;

    private readonly KeyFiles _files = new(options);

    private string User => options.Destination.User;

    /// <summary>Each way to try, one connection each.</summary>
    /// <param name="offered">What the machine has offered, after the first attempt.</param>
    public IEnumerable<AuthenticationMethod[]> Ways(Func<string> offered)
    {
        yield return SilentKeys();
        if (_files.Unlock(asks) is { Count: > 0 } unlocked)
            yield return [new PrivateKeyAuthenticationMethod(User, [.. unlocked])];
        for (int attempt = 0; attempt < PasswordAttempts; attempt++)
        {
            bool byPassword = offered().Contains("password", StringComparison.Ordinal);
            bool byQuestions = offered().Contains("keyboard-interactive", StringComparison.Ordinal);
            if (!byPassword && !byQuestions)
                yield break;
            if (asks.AskSecret($"Password of {options.Destination}") is not { Length: > 0 } password)
                yield break;
            yield return [byPassword ? new PasswordAuthenticationMethod(User, password) : Answering(password)];
        }
    }

    private AuthenticationMethod[] SilentKeys()
    {
        var keys = new List<IPrivateKeySource>();
        if (SshAgent.Find(options.AgentSocket) is { } agent)
            keys.AddRange(agent.Keys().Select(key => AgentKey.Of(agent, key)).OfType<AgentKey>());
        keys.AddRange(_files.Open());
        return keys.Count > 0 ? [new PrivateKeyAuthenticationMethod(User, [.. keys])] : [new NoneAuthenticationMethod(User)];
    }

    /// <summary>A machine that asks in words of its own gets the password alone, and only where it hides what is typed.</summary>
    private KeyboardInteractiveAuthenticationMethod Answering(string password)
    {
        var method = new KeyboardInteractiveAuthenticationMethod(User);
        method.AuthenticationPrompt += (_, asked) =>
        {
            foreach (Renci.SshNet.Common.AuthenticationPrompt prompt in asked.Prompts)
                prompt.Response = prompt.IsEchoed ? "" : password;
        };
        return method;
    }
}
