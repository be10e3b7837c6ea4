using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using static System.FormattableString;

namespace EdgeNet;

/// <summary>Reads the JSON of a safetensors header token by token: nothing is built but the tensors, and nothing is believed.</summary>
internal ref struct SafetensorsHeaderReader
{
    private readonly string _file;
    private readonly HashSet<string> _names = [];
    private readonly bool _startsWithBrace;
    private int _metadataLength;
    private Utf8JsonReader _json;

    /// <param name="header">The header's bytes.</param>
    /// <param name="file">The file's name, for errors.</param>
    public SafetensorsHeaderReader(ReadOnlySpan<byte> header, string file)
    {
        _file = file;
        _startsWithBrace = header.StartsWith("{"u8);
        // The object, a tensor in it, a shape in that.
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 3 });
    }

    /// <summary>The tensors in the order of the header.</summary>
    public List<SafetensorsTensor> Tensors { get; } = [];

    /// <summary>The metadata whose keys are this project's, but for fingerprint and checksum.</summary>
    public Dictionary<string, string> OwnMetadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether any metadata key is this project's.</summary>
    public bool HasOwnMetadata { get; private set; }

    /// <summary>The network's fingerprint, if there is one.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>The checksum's digits, if there is one.</summary>
    public string? Checksum { get; private set; }

    /// <summary>Where these digits stand in the header.</summary>
    public int ChecksumStart { get; private set; }

    /// <summary>Reads the whole header.</summary>
    public void Read()
    {
        try
        {
            if (!_startsWithBrace)
                Fail("the header does not begin with '{'");
            _json.Read();
            while (NextName() is { } name)
            {
                if (!_names.Add(name))
                    Fail($"there are two entries {WeightsText.Name(name)}");
                if (name == SafetensorsFormat.Metadata)
                    ReadMetadata();
                else
                    Tensors.Add(ReadTensor(name));
            }
            // Only white space may follow; anything else makes the reader throw.
            _json.Read();
        }
        catch (JsonException exception)
        {
            Fail(Invariant($"the header is no valid JSON at byte {exception.BytePositionInLine} of line {exception.LineNumber}"));
        }
        catch (InvalidOperationException)
        {
            Fail("the header has a string that is no valid UTF-8");
        }
    }

    private void ReadMetadata()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
            Fail($"{SafetensorsFormat.Metadata} is no object");
        var keys = new HashSet<string>();
        while (NextName() is { } key)
        {
            if (!keys.Add(key))
                Fail($"there are two metadata entries {WeightsText.Name(key)}");
            _json.Read();
            if (_json.TokenType != JsonTokenType.String)
                Fail($"metadata {WeightsText.Name(key)} is no string");
            if (!key.StartsWith(SafetensorsFormat.OwnPrefix, StringComparison.Ordinal))
                continue;

            HasOwnMetadata = true;
            if (key == SafetensorsFormat.FingerprintKey)
            {
                Fingerprint = _json.GetString();
            }
            else if (key == SafetensorsFormat.ChecksumKey)
            {
                // Escaped, the digits would stand nowhere in the file and could not be taken out of the sum.
                if (_json.ValueIsEscaped || _json.ValueSpan.Length != SafetensorsFormat.ChecksumDigits)
                    Fail(Invariant($"metadata {key} is not {SafetensorsFormat.ChecksumDigits} plain digits"));
                Checksum = _json.GetString();
                ChecksumStart = (int)_json.TokenStartIndex + 1;
            }
            else
            {
                string value = _json.GetString()!;
                _metadataLength += key.Length + value.Length;
                if (_metadataLength > SafetensorsFormat.MaxMetadataLength)
                    Fail(Invariant($"metadata {SafetensorsFormat.OwnPrefix}… has more than {SafetensorsFormat.MaxMetadataLength} characters"));
                OwnMetadata.Add(key, value);
            }
        }
    }

    private SafetensorsTensor ReadTensor(string name)
    {
        string? dataType = null;
        int[]? shape = null;
        int[]? offsets = null;
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
            FailTensor(name, "expected an object");
        while (NextName() is { } member)
        {
            _json.Read();
            switch (member)
            {
                case "dtype" when dataType is null:
                    if (_json.TokenType != JsonTokenType.String)
                        FailTensor(name, "dtype is no string");
                    dataType = _json.GetString()!;
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(name, member, SafetensorsFormat.MaxRank);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(name, member, 2);
                    break;
                default:
                    FailTensor(name, $"member {WeightsText.Name(member)} is unknown or comes twice");
                    break;
            }
        }

        if (dataType is null || shape is null || offsets is null)
            FailTensor(name, "expected dtype, shape and data_offsets");
        if (offsets.Length != 2 || offsets[0] > offsets[1])
            FailTensor(name, "data_offsets is no pair of a begin and an end not before it");
        int size = SafetensorsFormat.ElementSize(dataType);
        if (size == 0)
            FailTensor(name, $"dtype {WeightsText.Name(dataType)} is unknown");
        CheckSize(name, shape, size, offsets[1] - offsets[0]);
        return new SafetensorsTensor(name, dataType, shape, offsets[0], offsets[1]);
    }

    private readonly void CheckSize(string name, int[] shape, int size, int found)
    {
        long expected = size;
        foreach (int axis in shape)
        {
            // Below 2^31 times 2^31: no overflow before the test.
            expected *= axis;
            if (expected > int.MaxValue)
                FailTensor(name, Invariant($"shape {WeightsText.Shape(shape)} needs more than {int.MaxValue} bytes"));
        }
        if (expected != found)
            FailTensor(name, Invariant($"shape {WeightsText.Shape(shape)} needs {expected} bytes, data_offsets give {found}"));
    }

    /// <summary>An array of integers from 0 to <see cref="int.MaxValue"/>, no longer than a limit.</summary>
    private int[] ReadNumbers(string name, string member, int limit)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            FailTensor(name, $"{member} is no array");
        var numbers = new List<int>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (numbers.Count == limit)
                FailTensor(name, Invariant($"{member} has more than {limit} numbers"));
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt32(out int number) || number < 0)
                FailTensor(name, Invariant($"{member} has something other than integers from 0 to {int.MaxValue}"));
            else
                numbers.Add(number);
        }
        return [.. numbers];
    }

    /// <summary>The next member's name, or null at the end of the object.</summary>
    private string? NextName()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.PropertyName ? _json.GetString() : null;
    }

    [DoesNotReturn]
    private readonly void FailTensor(string name, string problem) => Fail($"tensor {WeightsText.Name(name)}: {problem}");

    [DoesNotReturn]
    private readonly void Fail(string problem) => throw new WeightsException($"{_file}: not a usable safetensors file: {problem}.");
}
