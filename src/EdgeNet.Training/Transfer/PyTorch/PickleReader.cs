using System.Buffers.Binary;
using System.Text;
using EdgeNet.Safety;
using static System.FormattableString;

namespace EdgeNet.Training.Transfer.PyTorch;

/// <summary>
/// Reads a pickle (https://docs.python.org/3/library/pickletools.html) as data. A pickle is a program for a small machine, which in
/// Python may call anything; this machine knows the instructions that a dict of tensors needs, and calls nothing: names stand for
/// themselves, and what they would be called with goes to <see cref="TorchObjects"/>, which knows a handful and refuses all others.
/// </summary>
/// <param name="data">The pickle.</param>
/// <param name="file">The file's name, for errors.</param>
internal sealed class PickleReader(byte[] data, string file)
{
    /// <summary>Objects that a pickle may make: a state dict has some ten a tensor.</summary>
    private const int MostObjects = 2_000_000;

    private static readonly object Mark = new();
    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];
    private int _at;
    private int _objects;

    /// <summary>Runs the pickle.</summary>
    /// <returns>
    /// What it makes: null, bool, long, double, string, a list (List), a tuple (array), <see cref="PickleDictionary"/>,
    /// <see cref="PickleGlobal"/>, <see cref="TorchStorage"/> or <see cref="TorchTensor"/>.
    /// </returns>
    /// <exception cref="WeightsException">It is damaged, or would do more than make data.</exception>
    public object? Read()
    {
        while (true)
        {
            byte code = Byte();
            if (code == (byte)'.') return Pop();
            Run(code);
        }
    }

    private void Run(byte code)
    {
        switch (code)
        {
            case 0x80: // PROTO
                if (Byte() is (< 2 or > 5) and var version)
                    throw Bad(Invariant($"expected a pickle of protocol 2 to 5, found {version}"));
                break;
            case 0x95: // FRAME: how the writer parted its output
                Take(8);
                break;
            case (byte)'}': Push(new PickleDictionary()); break;
            case (byte)']': Push(new List<object?>()); break;
            case (byte)')': Push(Array.Empty<object?>()); break;
            case (byte)'(': Push(Mark); break;
            case (byte)'N': Push(null); break;
            case 0x88: Push(true); break;
            case 0x89: Push(false); break;
            case (byte)'K': Push((long)Byte()); break;
            case (byte)'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case (byte)'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case 0x8A: Push(Long()); break;
            case (byte)'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case (byte)'X': Push(Text(Length(Take(4)))); break;
            case 0x8C: Push(Text(Byte())); break;
            case (byte)'q': Remember(Byte()); break;
            case (byte)'r': Remember(Length(Take(4))); break;
            case 0x94: Remember(_memo.Count); break; // MEMOIZE
            case (byte)'h': Push(Remembered(Byte())); break;
            case (byte)'j': Push(Remembered(Length(Take(4)))); break;
            case (byte)'t': Push(PopToMark()); break;
            case 0x85: PushTuple(1); break;
            case 0x86: PushTuple(2); break;
            case 0x87: PushTuple(3); break;
            case (byte)'a': Append([Pop()]); break;
            case (byte)'e': Append(PopToMark()); break;
            case (byte)'s': SetItems([.. Popped(2)]); break;
            case (byte)'u': SetItems(PopToMark()); break;
            case (byte)'c': Push(TorchObjects.Global(new(Line(), Line()), file)); break;
            case 0x93: PushGlobal(); break; // STACK_GLOBAL
            case (byte)'Q': Push(TorchObjects.Storage(Pop(), file)); break; // BINPERSID
            case (byte)'R': Reduce(); break;
            case (byte)'b': Build(); break;
            default:
                throw Bad(Invariant($"instruction 0x{code:x2} at byte {_at - 1} of its pickle makes more than tensors; nothing of a file is run. ")
                    + TorchObjects.Advice);
        }
    }

    private void PushGlobal()
    {
        object?[] names = Popped(2);
        if (names is not [string module, string name]) throw Bad("expected two names for a global, found something else");
        Push(TorchObjects.Global(new(module, name), file));
    }

    private void Reduce()
    {
        object?[] call = Popped(2);
        if (call is not [PickleGlobal global, object?[] arguments])
            throw Bad("expected a name and a tuple to make an object of, found something else");
        Push(TorchObjects.Make(global, arguments, file));
    }

    /// <summary>The attributes of an OrderedDict, such as _metadata with the versions of its modules: they are no weights.</summary>
    private void Build()
    {
        Pop();
        if (Peek() is not PickleDictionary) throw Bad("attributes are set on an object that is no dict");
    }

    private void Append(object?[] items)
    {
        if (Peek() is not List<object?> list) throw Bad("items are appended to what is no list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (Peek() is not PickleDictionary dictionary || items.Length % 2 != 0) throw Bad("items are set of what is no dict");
        for (int i = 0; i < items.Length; i += 2)
            dictionary.Pairs.Add((items[i], items[i + 1]));
    }

    private void PushTuple(int count) => Push(Popped(count));

    private object?[] Popped(int count)
    {
        object?[] items = new object?[count];
        for (int i = count - 1; i >= 0; i--) items[i] = Pop();
        return items;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(Mark);
        if (mark < 0) throw Bad("a mark is missing");
        object?[] items = [.. _stack[(mark + 1)..]];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    private void Push(object? value)
    {
        if (++_objects > MostObjects) throw Bad(Invariant($"expected at most {MostObjects} objects in its pickle, found more"));
        _stack.Add(value);
    }

    private object? Pop()
    {
        object? top = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object? Peek()
    {
        if (_stack.Count == 0 || ReferenceEquals(_stack[^1], Mark)) throw Bad("its stack is empty where an object is expected");
        return _stack[^1];
    }

    private void Remember(int index)
    {
        _memo[index] = Peek();
        // One object may be put there any number of times.
        if (_memo.Count > MostObjects) throw Bad(Invariant($"expected at most {MostObjects} objects in its memo, found more"));
    }

    private object? Remembered(int index) =>
        _memo.TryGetValue(index, out object? value) ? value : throw Bad(Invariant($"there is no object {index} in its memo"));

    private long Long()
    {
        ReadOnlySpan<byte> bytes = Take(Byte());
        if (bytes.Length > sizeof(long)) throw Bad(Invariant($"expected integers of at most 8 bytes, found one of {bytes.Length}"));
        long value = 0;
        for (int i = 0; i < bytes.Length; i++) value |= (long)bytes[i] << (8 * i);
        int unused = 8 * (sizeof(long) - bytes.Length);
        return bytes.Length == 0 ? 0 : value << unused >> unused;
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private string Line()
    {
        int end = Array.IndexOf(data, (byte)'\n', _at);
        if (end < 0) throw Truncated();
        string line = Encoding.UTF8.GetString(data, _at, end - _at);
        _at = end + 1;
        return line;
    }

    private int Length(ReadOnlySpan<byte> bytes)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length >= 0 ? length : throw Bad("a length is beyond 2 GB");
    }

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > data.Length - _at) throw Truncated();
        _at += count;
        return data.AsSpan(_at - count, count);
    }

    private WeightsException Truncated() => Bad(Invariant($"its pickle ends after {data.Length} bytes, in the middle of an instruction"));

    private WeightsException Bad(string problem) => new($"{PlainText.Escape(file)}: {problem}{(problem.EndsWith('.') ? "" : ".")}");
}
