namespace EdgeNet.Devices.Input;

/// <summary>Reads short lines of an input, a byte at a time, so that none behind the line is taken.</summary>
internal sealed class LineReader(IByteInput input)
{
    private readonly byte[] _line = new byte[256];
    private int _length;
    private bool _isRead;

    /// <summary>The line, without its line feed, once it is read.</summary>
    internal ReadOnlySpan<byte> Line => _line.AsSpan(0, _length);

    /// <summary>Goes on with a line; after it has been read, with the next.</summary>
    /// <exception cref="InvalidDataException">It is too long.</exception>
    internal InputState Read(TimeSpan timeout)
    {
        if (_isRead)
            (_isRead, _length) = (false, 0);
        Span<byte> next = stackalloc byte[1];
        while (true)
        {
            int count = input.Read(next, timeout);
            if (count < 0)
                return InputState.Waiting;
            if (count == 0)
                return _length == 0 ? InputState.End : InputState.CutOff;
            if (next[0] == (byte)'\n')
            {
                _isRead = true;
                return InputState.Done;
            }

            if (_length == _line.Length)
                throw new InvalidDataException(FormattableString.Invariant($"expected a line of at most {_line.Length} bytes, found more"));
            _line[_length++] = next[0];
        }
    }
}
