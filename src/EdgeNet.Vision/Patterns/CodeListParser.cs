using System.Globalization;
using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Vision.Patterns;

/// <summary>Reads the lines of a file of codes in blocks, so that no line, however long, takes memory.</summary>
/// <param name="name">The file's name for messages.</param>
internal sealed class CodeListParser(string name)
{
    private const int BlockLength = 1 << 16;
    private const int LongestShown = 40;

    private readonly List<ulong> _codes = [];
    private readonly byte[] _line = new byte[256];
    private int _length;
    private bool _isLong;
    private bool _isComment;
    private long _number = 1;

    internal List<ulong> Parse(Stream stream)
    {
        byte[] block = new byte[BlockLength];
        long total = 0;
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        for (int count; (count = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0;)
        {
            ReadOnlySpan<byte> bytes = block.AsSpan(0, count);
            if (total == 0 && bytes.StartsWith(mark))
                bytes = bytes[mark.Length..];
            total += count;
            if (total > CodeList.MaxBytes)
                throw Error("a file of at most 256 MB", "more");
            foreach (byte b in bytes)
                Take(b);
        }

        EndLine();
        return _codes;
    }

    private void Take(byte b)
    {
        if (b == '\n')
        {
            EndLine();
            _number++;
        }
        else if (b == '#')
        {
            _isComment = true;
        }
        else if (!_isComment)
        {
            if (_length < _line.Length)
                _line[_length++] = b;
            else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
                _isLong = true;
        }
    }

    private void EndLine()
    {
        string text = Encoding.UTF8.GetString(_line, 0, _length).Trim(' ', '\t', '\r');
        if (_isLong)
            throw Error("a code of 1 to 18 digits", $"'{PlainText.Shorten(text, LongestShown)}'");
        if (text.Length > 0)
        {
            _codes.Add(CodeList.TryEncode(text, out ulong code)
                ? code
                : throw Error("a code of 1 to 18 digits", $"'{PlainText.Shorten(text, LongestShown)}'"));
        }

        _length = 0;
        _isLong = false;
        _isComment = false;
    }

    private CodeListException Error(string expected, string found) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}: line {_number}: expected {expected}, found {found}."));
}
