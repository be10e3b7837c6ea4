namespace EdgeNet.Vision.Pictures.Pnm;

/// <summary>The decimal numbers of a PNM file, between white space and comments ('#' to the end of the line).</summary>
internal ref struct PnmTokens
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly string _name;
    private readonly string _kind;

    internal PnmTokens(ReadOnlySpan<byte> data, int position, string name, string kind)
    {
        _data = data;
        _name = name;
        _kind = kind;
        Position = position;
    }

    internal int Position { get; private set; }

    internal static bool IsSpace(byte value) => value is (byte)' ' or (>= 9 and <= 13);

    internal int ReadNumber(string what)
    {
        SkipSpaceAndComments();
        int start = Position;
        int value = 0;
        while (Position < _data.Length && (uint)(_data[Position] - '0') <= 9)
        {
            // 99,999,999 is past every limit of the format, and below it the sum cannot overflow.
            if (value > 99_999_999)
                throw PictureException.In(_name, $"{_kind} {what} at byte {start}: expected a number, found one of more than 9 digits");
            value = value * 10 + (_data[Position++] - '0');
        }

        if (Position == start)
        {
            if (start == _data.Length)
                throw PictureException.In(_name, $"{_kind} {what} at byte {start}: expected a number, found the end of the file");
            throw PictureException.In(_name, $"{_kind} {what} at byte {start}: expected a decimal number, found byte 0x{_data[start]:X2}");
        }

        return value;
    }

    /// <summary>Reads a pixel of a plain bitmap: one digit, which white space need not part from the next.</summary>
    internal int ReadBit()
    {
        SkipSpaceAndComments();
        if (Position == _data.Length)
            throw PictureException.In(_name, $"{_kind} pixel at byte {Position}: expected 0 or 1, found the end of the file");
        int bit = _data[Position] - '0';
        if (bit is not (0 or 1))
            throw PictureException.In(_name, $"{_kind} pixel at byte {Position}: expected 0 or 1, found byte 0x{_data[Position]:X2}");
        Position++;
        return bit;
    }

    /// <summary>Reads a word of a PAM header, up to white space.</summary>
    internal ReadOnlySpan<byte> ReadWord()
    {
        SkipSpaceAndComments();
        int start = Position;
        while (Position < _data.Length && !IsSpace(_data[Position]))
            Position++;
        if (Position == start)
            throw PictureException.In(_name, $"{_kind} header at byte {start}: expected a word, found the end of the file");
        return _data[start..Position];
    }

    /// <summary>Steps over the rest of a line, its line feed included.</summary>
    internal ReadOnlySpan<byte> ReadLine()
    {
        ReadOnlySpan<byte> rest = _data[Position..];
        int end = rest.IndexOf((byte)'\n');
        Position += end < 0 ? rest.Length : end + 1;
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>
    /// Steps over what ends a binary header: comments, and then exactly one white space, because the next byte is a pixel.
    /// </summary>
    internal void SkipOneSpace()
    {
        while (Position < _data.Length && _data[Position] == '#')
            SkipComment();
        if (Position == _data.Length)
        {
            throw PictureException.In(
                _name, $"{_kind} header at byte {Position}: expected white space before the pixels, found the end of the file");
        }

        if (!IsSpace(_data[Position]))
        {
            throw PictureException.In(
                _name, $"{_kind} header at byte {Position}: expected white space before the pixels, found byte 0x{_data[Position]:X2}");
        }

        Position++;
    }

    private void SkipSpaceAndComments()
    {
        while (Position < _data.Length)
        {
            if (_data[Position] == '#')
                SkipComment();
            else if (IsSpace(_data[Position]))
                Position++;
            else
                return;
        }
    }

    // The line's end itself stays: it is the white space that a number needs.
    private void SkipComment()
    {
        int end = _data[Position..].IndexOfAny((byte)'\n', (byte)'\r');
        Position = end < 0 ? _data.Length : Position + end;
    }
}
