namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>The bits of a JPEG scan up to the next restart marker or the scan's end.</summary>
internal ref struct JpegBits
{
    private readonly ReadOnlySpan<byte> _data;
    private ulong _bits;
    private int _count;
    private int _position;
    private bool _isAtMarker;

    // Where the data behind the last marker begin, and how many bytes of them have been taken into the bits.
    private int _start;
    private int _taken;

    internal JpegBits(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Whether more bits have been taken than there were.</summary>
    internal bool IsShort { get; private set; }

    /// <summary>Where the bytes end that bits have been taken from.</summary>
    internal readonly int End
    {
        get
        {
            int at = _start;
            for (int bytes = _taken - _count / 8; bytes > 0; at++)
            {
                bool isFiller = _data[at] == 0xFF && _data[at + 1] != 0;
                at += _data[at] == 0xFF && !isFiller ? 1 : 0;
                bytes -= isFiller ? 0 : 1;
            }

            return at;
        }
    }

    /// <summary>The next 16 bits, zeros behind the last.</summary>
    internal int Peek16()
    {
        if (_count < 16)
            Fill();
        return _count >= 16 ? (int)(_bits >> (_count - 16)) & 0xFFFF : (int)(_bits << (16 - _count)) & 0xFFFF;
    }

    /// <summary>Steps over bits, 0 to 64.</summary>
    internal void Skip(int bits)
    {
        for (; bits > 16; bits -= 16)
            Skip(16);
        if (_count < bits)
            Fill();
        if (_count < bits)
            IsShort = true;
        _count = Math.Max(0, _count - bits);
    }

    /// <summary>Takes 0 to 15 bits as a number.</summary>
    internal int Take(int bits)
    {
        int value = Peek16() >> (16 - bits);
        Skip(bits);
        return value;
    }

    /// <summary>Steps over what is left before the next marker.</summary>
    /// <returns>How many whole bytes that is.</returns>
    internal int SkipToMarker()
    {
        int left = _count / 8;
        _count = 0;
        while (!_isAtMarker && _position < _data.Length)
        {
            Fill();
            left += _count / 8;
            _count = 0;
        }

        return left;
    }

    /// <summary>Steps over a restart marker.</summary>
    /// <returns>Its number, 0 to 7; -1 where there is none.</returns>
    internal int TakeRestart()
    {
        if (!_isAtMarker)
            return -1;
        _isAtMarker = false;
        int number = _data[_position + 1] - JpegMarkers.FirstRestart;
        _position += 2;
        _start = _position;
        _taken = 0;
        return number;
    }

    private void Fill()
    {
        while (_count <= 48 && !_isAtMarker && _position < _data.Length)
        {
            byte value = _data[_position];
            if (value == 0xFF)
            {
                // A zero follows 0xFF as a value; another 0xFF makes the first a filler; else it is a restart marker.
                byte next = _position + 1 < _data.Length ? _data[_position + 1] : (byte)0xFF;
                if (next is not (0 or 0xFF))
                {
                    _isAtMarker = true;
                    return;
                }

                _position += next == 0 ? 2 : 1;
                if (next == 0xFF)
                    continue;
            }
            else
            {
                _position++;
            }

            _bits = _bits << 8 | value;
            _count += 8;
            _taken++;
        }
    }
}
