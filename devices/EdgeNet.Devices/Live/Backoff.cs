namespace EdgeNet.Devices;

/// <summary>The waits between attempts: each twice the one before, up to a longest.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan _last;

    internal int Attempts { get; private set; }

    internal TimeSpan Next()
    {
        _last = Attempts == 0 ? first : _last * 2;
        _last = _last < longest ? _last : longest;
        Attempts++;
        return _last;
    }

    internal void Reset() => Attempts = 0;
}
