namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>
/// Chooses what stands in a line: digits 0 to 9, '.' and ',', '-' '=' '*' '~' for fillers, '/' and ':' and '(' for other marks, a space, and
/// 'a' for a letter of a word, and 'b' for one that no digit looks like: nobody tells a lone l from a 1. A gap of its own lies around
/// a space.
/// </summary>
internal static class LineText
{
    /// <summary>Draws a text.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="text">Receives the characters.</param>
    /// <returns>Characters.</returns>
    public static int Draw(ref SampleRandom random, Span<char> text)
    {
        int length = 0;
        switch (random.Next(20))
        {
            case <= 6:
                Digits(ref random, 1 + random.Next(10), text, ref length);
                break;
            case <= 9:
                Digits(ref random, 5, text, ref length);
                if (random.Next(6) == 0) AddPart(ref random, '-', 4, text, ref length);
                break;
            case <= 14:
                Amount(ref random, text, ref length);
                break;
            case <= 16:
                Mixed(ref random, text, ref length);
                break;
            case 17:
                Groups(ref random, text, ref length);
                break;
            case 18:
                Words(ref random, 1 + random.Next(3), text, ref length);
                break;
            default:
                if (random.Next(2) == 0) Digits(ref random, 1 + random.Next(2), text, ref length);
                break;
        }

        return length;
    }

    private static void Add(char c, Span<char> text, ref int length)
    {
        if (length < text.Length) text[length++] = c;
    }

    private static void Digits(ref SampleRandom random, int count, Span<char> text, ref int length)
    {
        // Figures of the world repeat digits and end in zeros more often than chance.
        bool rounded = random.Next(4) == 0;
        int zeros = rounded ? random.Next(count) : 0;
        char last = '0';
        for (int i = 0; i < count; i++)
        {
            char c = i >= count - zeros ? '0' : random.Next(8) == 0 ? last : (char)('0' + random.Next(10));
            Add(c, text, ref length);
            last = c;
        }
    }

    private static void AddPart(ref SampleRandom random, char mark, int digits, Span<char> text, ref int length)
    {
        Add(mark, text, ref length);
        Digits(ref random, digits, text, ref length);
    }

    private static void Amount(ref SampleRandom random, Span<char> text, ref int length)
    {
        if (random.Next(8) == 0) Add(random.Next(2) == 0 ? '-' : '=', text, ref length);
        if (random.Next(16) == 0) Add('b', text, ref length);
        char separator = random.Next(8) switch { 0 or 1 or 2 => '.', 3 => ',', 4 => ' ', _ => '\0' };
        int digits = 2 + random.Next(5);
        int head = digits % 3 == 0 ? 3 : digits % 3;
        if (separator != '\0' && digits > 3)
        {
            Digits(ref random, head, text, ref length);
            for (int i = head; i < digits; i += 3)
            {
                Add(separator, text, ref length);
                Digits(ref random, 3, text, ref length);
            }
        }
        else
        {
            Digits(ref random, digits, text, ref length);
        }

        if (random.Next(4) == 0) AddPart(ref random, random.Next(2) == 0 ? ',' : '.', 2, text, ref length);
        switch (random.Next(8))
        {
            case 0:
                Add('.', text, ref length);
                break;
            case 1:
                Add(',', text, ref length);
                break;
            case 2:
                Add('-', text, ref length);
                break;
            case 3:
                Add('=', text, ref length);
                break;
            case 4:
                Add(random.Next(2) == 0 ? '.' : ',', text, ref length);
                Add(random.Next(2) == 0 ? '-' : '=', text, ref length);
                break;
            case 5:
                Add(random.Next(2) == 0 ? '*' : '~', text, ref length);
                break;
        }
    }

    private static void Mixed(ref SampleRandom random, Span<char> text, ref int length)
    {
        if (random.Next(2) == 0)
        {
            Words(ref random, 1, text, ref length);
            Add(' ', text, ref length);
        }

        Digits(ref random, 1 + random.Next(6), text, ref length);
        if (random.Next(3) > 0)
        {
            if (random.Next(4) > 0) Add(' ', text, ref length);
            Words(ref random, 1 + random.Next(2), text, ref length);
        }
    }

    private static void Groups(ref SampleRandom random, Span<char> text, ref int length)
    {
        char mark = random.Next(5) switch { 0 => '/', 1 => ':', 2 => '-', 3 => '.', _ => ' ' };
        int groups = 2 + random.Next(3);
        for (int i = 0; i < groups; i++)
        {
            if (i > 0) Add(mark, text, ref length);
            Digits(ref random, 1 + random.Next(3), text, ref length);
        }
    }

    private static void Words(ref SampleRandom random, int count, Span<char> text, ref int length)
    {
        for (int i = 0; i < count; i++)
        {
            if (i > 0) Add(' ', text, ref length);
            int letters = 2 + random.Next(6);
            for (int j = 0; j < letters; j++)
                Add(letters < 3 ? 'b' : 'a', text, ref length);
        }
    }
}
