namespace EdgeNet.VirtualPi.Tests.Disk;

/// <summary>
/// A disk with a cache that loses its contents with the power. Killing an emulator alone is no power cut: the system that it runs on keeps
/// what it wrote. Here what was flushed stays; of all writes since the last flush, each may be on the medium, or not, or up to some
/// sector.
/// </summary>
internal sealed class VolatileDisk
{
    /// <summary>What a medium writes as a whole or not at all.</summary>
    public const int SectorBytes = 512;

    private readonly Lock _lock = new();
    private readonly byte[] _medium;
    private readonly byte[] _current;
    private readonly List<CachedWrite> _cache = [];
    private readonly Random _random;
    private TaskCompletionSource? _cut;
    private long _cutAt;
    private bool _hasPower = true;

    /// <param name="medium">What is on it; it stays the caller's to look at when the power is off.</param>
    /// <param name="seed">Decides what the cache loses.</param>
    public VolatileDisk(byte[] medium, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(medium.Length % SectorBytes, 0, nameof(medium));
        (_medium, _current, _random) = (medium, [.. medium], new Random(seed));
    }

    /// <summary>Its size in bytes.</summary>
    public int Length => _medium.Length;

    /// <summary>How many writes have come.</summary>
    public long Writes { get; private set; }

    /// <summary>How many flushes have come.</summary>
    public long Flushes { get; private set; }

    /// <summary>How many of the cache's writes a power cut has lost, in whole or in part.</summary>
    public long Lost { get; private set; }

    /// <summary>Whether it answers.</summary>
    public bool HasPower
    {
        get
        {
            lock (_lock)
                return _hasPower;
        }
    }

    /// <summary>Cuts the power when so many more writes have come; the last of them is not answered.</summary>
    /// <param name="writes">1 or more.</param>
    /// <returns>Done when the power is off.</returns>
    public Task CutAfter(int writes)
    {
        lock (_lock)
        {
            _cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _cutAt = Writes + writes;
            return _cut.Task;
        }
    }

    /// <summary>Cuts the power now.</summary>
    public void Cut()
    {
        lock (_lock)
            CutWithLock();
    }

    /// <summary>The disk as it is when the power is back.</summary>
    /// <param name="seed">Decides what the cache loses the next time.</param>
    /// <exception cref="InvalidOperationException">The power is on.</exception>
    public VolatileDisk AfterCut(int seed)
    {
        if (HasPower)
            throw new InvalidOperationException("The power is on.");
        return new VolatileDisk([.. _medium], seed);
    }

    /// <summary>Reads.</summary>
    /// <returns>False if the power is off.</returns>
    public bool TryRead(int offset, Span<byte> bytes)
    {
        lock (_lock)
        {
            if (!_hasPower)
                return false;
            _current.AsSpan(offset, bytes.Length).CopyTo(bytes);
            return true;
        }
    }

    /// <summary>Writes to the cache.</summary>
    /// <param name="offset">Where.</param>
    /// <param name="bytes">What; it is copied.</param>
    /// <param name="isForced">Whether it must be on the medium before it is answered.</param>
    /// <returns>False if the power is off.</returns>
    public bool TryWrite(int offset, ReadOnlySpan<byte> bytes, bool isForced)
    {
        lock (_lock)
        {
            if (!_hasPower)
                return false;
            Writes++;
            bool isLast = _cut is not null && Writes == _cutAt;
            _cache.Add(new CachedWrite(offset, bytes.ToArray(), isForced && !isLast));
            bytes.CopyTo(_current.AsSpan(offset));
            if (isLast)
                CutWithLock();
            return !isLast;
        }
    }

    /// <summary>Brings the cache to the medium.</summary>
    /// <returns>False if the power is off.</returns>
    public bool TryFlush()
    {
        lock (_lock)
        {
            if (!_hasPower)
                return false;
            Flushes++;
            foreach (CachedWrite write in _cache)
                write.Bytes.CopyTo(_medium.AsSpan(write.Offset));
            _cache.Clear();
            return true;
        }
    }

    private void CutWithLock()
    {
        if (!_hasPower)
            return;
        _hasPower = false;
        // In their order: of two versions of a sector each may be the one that stays.
        foreach (CachedWrite write in _cache)
        {
            int kept = write.IsForced ? write.Bytes.Length : Kept(write.Bytes.Length);
            if (kept < write.Bytes.Length)
                Lost++;
            write.Bytes.AsSpan(0, kept).CopyTo(_medium.AsSpan(write.Offset));
        }

        _cache.Clear();
        _cut?.TrySetResult();
    }

    private int Kept(int length) =>
        _random.Next(3) switch
        {
            0 => 0,
            1 => length,
            _ => _random.Next((length / SectorBytes) + 1) * SectorBytes,
        };
}
