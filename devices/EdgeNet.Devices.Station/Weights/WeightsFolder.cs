using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Weights;

/// <summary>
/// A folder of weights: <c>current.safetensors</c>, which are used, and <c>previous.safetensors</c>, which were before. New ones are put
/// there as <c>incoming.safetensors</c>; they are checked (checksum, fingerprint, shapes, finite numbers, and a self-test on samples in the
/// program) and take the place of the current ones by a rename, or become <c>refused.safetensors</c>. Until something was read with them
/// they are on trial: a program that ends before, and starts again, goes back to the previous ones by itself. Used by one thread at a time.
/// </summary>
public sealed class WeightsFolder
{
    private readonly NetworkKind _kind;
    private readonly string _folder;

    /// <summary>A folder, which is made if it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="kind">The network.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public WeightsFolder(string folder, NetworkKind kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(kind);
        (_folder, _kind) = (folder, kind);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"{folder}: permission denied", error);
        }
    }

    /// <summary>Which weights are used.</summary>
    public WeightsState State { get; private set; }

    /// <summary>Where new weights are put.</summary>
    public string Incoming => PathOf("incoming");

    private string Current => PathOf("current");

    private string Previous => PathOf("previous");

    private string Refused => PathOf("refused");

    private string Trial => Path.Combine(_folder, "trial");

    /// <summary>Loads what is to be used: the current weights, or the previous ones where they fail, or those in the program.</summary>
    /// <param name="tell">Takes what is to be told, a line each.</param>
    /// <exception cref="WeightsException">Those in the program fail.</exception>
    public INetwork<float> Load(Action<string> tell)
    {
        ArgumentNullException.ThrowIfNull(tell);
        if (File.Exists(Trial))
        {
            tell("weights: the program ended while new weights were on trial: the ones before are used again");
            GoBack(tell);
        }

        // The current ones, and if they are refused the previous ones, which then are the current ones.
        for (int attempt = 0; attempt < 2 && File.Exists(Current); attempt++)
        {
            try
            {
                INetwork<float> network = WeightsFile.Load(Current, _kind);
                State = WeightsState.Folder;
                return network;
            }
            catch (Exception error) when (IsRefusal(error))
            {
                tell($"weights: {Text(error)}");
                GoBack(tell);
            }
        }

        State = WeightsState.Embedded;
        return _kind.LoadEmbedded();
    }

    /// <summary>Looks for new weights, checks them, and makes them the current ones.</summary>
    /// <param name="tell">Takes what is to be told, a line each.</param>
    /// <returns>The network with the new weights, on trial; null where there are none, or they are refused.</returns>
    public INetwork<float>? TryTake(Action<string> tell)
    {
        ArgumentNullException.ThrowIfNull(tell);
        if (!File.Exists(Incoming))
            return null;
        INetwork<float>? network = null;
        try
        {
            network = WeightsFile.Load(Incoming, _kind);
            // The mark first: whatever happens from here on, the next start knows that they are new.
            OutputFile.WriteText(Trial, "");
            if (File.Exists(Current))
                File.Move(Current, Previous, overwrite: true);
            File.Move(Incoming, Current, overwrite: true);
            State = WeightsState.OnTrial;
            tell("weights: new ones are used");
            return network;
        }
        catch (Exception error) when (IsRefusal(error))
        {
            network?.Dispose();
            tell($"weights: refused, the ones before are used on: {Text(error)}");
            TryMove(Incoming, Refused, tell);
            return null;
        }
    }

    /// <summary>New weights have proven themselves: they stay after the next start too.</summary>
    public void Confirm()
    {
        if (State != WeightsState.OnTrial)
            return;
        File.Delete(Trial);
        State = WeightsState.Folder;
    }

    /// <summary>Goes back to the previous weights, or where there are none to those in the program.</summary>
    /// <param name="tell">Takes what is to be told, a line each.</param>
    /// <exception cref="WeightsException">Those in the program fail.</exception>
    public INetwork<float> RollBack(Action<string> tell)
    {
        ArgumentNullException.ThrowIfNull(tell);
        GoBack(tell);
        return Load(tell);
    }

    private void GoBack(Action<string> tell)
    {
        // Where the power went before new ones had taken their place, the current ones are the ones before.
        bool isHalfDone = File.Exists(Trial) && File.Exists(Incoming);
        if (!isHalfDone)
            TryMove(Current, Refused, tell);
        if (!File.Exists(Current))
            TryMove(Previous, Current, tell);
        try
        {
            File.Delete(Trial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            tell($"weights: {Text(error)}");
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, name + ".safetensors");

    private static void TryMove(string from, string to, Action<string> tell)
    {
        try
        {
            if (File.Exists(from))
                File.Move(from, to, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            tell($"weights: {Text(error)}");
        }
    }

    private static bool IsRefusal(Exception error) => error is WeightsException or IOException or UnauthorizedAccessException;

    private static string Text(Exception error) => PlainText.Shorten(error.Message.Replace("\n", ";", StringComparison.Ordinal), 1000);
}
