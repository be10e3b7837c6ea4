namespace EdgeNet.Devices.Input;

/// <summary>
/// Reads pieces of known length, each over as many calls as it takes to come: first bytes that are kept, then others that are not.
/// </summary>
internal sealed class PieceReader(IByteInput input)
{
    private readonly byte[] _scrap = new byte[1 << 16];
    private long _done;

    /// <summary>Goes on with a piece.</summary>
    /// <param name="kept">Takes the first bytes; the same until the piece is done.</param>
    /// <param name="passedOver">How many follow that nobody needs; the same until the piece is done.</param>
    /// <param name="timeout">How long to wait for more at most.</param>
    internal InputState Read(Span<byte> kept, long passedOver, TimeSpan timeout)
    {
        long total = kept.Length + passedOver;
        while (_done < total)
        {
            Span<byte> to = _done < kept.Length ? kept[(int)_done..] : _scrap.AsSpan(0, (int)Math.Min(_scrap.Length, total - _done));
            int count = input.Read(to, timeout);
            if (count < 0)
                return InputState.Waiting;
            if (count == 0)
                return _done == 0 ? InputState.End : InputState.CutOff;
            _done += count;
        }

        _done = 0;
        return InputState.Done;
    }
}
