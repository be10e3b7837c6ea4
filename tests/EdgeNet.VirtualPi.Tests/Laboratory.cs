using EdgeNet.VirtualPi.Tests.Building;
using EdgeNet.VirtualPi.Tests.Disk;
using EdgeNet.VirtualPi.Tests.Machine;
using Xunit.Abstractions;

namespace EdgeNet.VirtualPi.Tests;

/// <summary>What all tests need: the board, the program under test and the scenes, made when the first of them asks.</summary>
public sealed class Laboratory : IDisposable
{
    private const int DiskBytes = 64 << 20;

    private readonly TestFolder _folder = new();
    private readonly Lazy<GuestImage?> _image;
    private string _missing = "";
    private byte[] _formatted = [];

    public Laboratory() => _image = new Lazy<GuestImage?>(Make);

    /// <summary>How often something is done: a few times in each check, or as often as it is meant to be.</summary>
    /// <param name="few">Without more said.</param>
    /// <param name="full">With EDGENET_VIRTUALPI_FULL=1.</param>
    internal static int Times(int few, int full) => Environment.GetEnvironmentVariable("EDGENET_VIRTUALPI_FULL") == "1" ? full : few;

    /// <summary>What the camera can show; the first is blank.</summary>
    internal IReadOnlyList<Scene> Scenes { get; private set; } = [];

    /// <summary>
    /// The first and the last of the scenes that are read in little time; where nothing is written that is a code, the emulated processor
    /// looks for a minute.
    /// </summary>
    internal (int First, int Last) PlainScenes
    {
        get
        {
            IEnumerable<int> all = Enumerable.Range(1, Scenes.Count - 1);
            int[] plain = [.. all.Where(i => Scenes[i].Path.Contains("plain-", StringComparison.Ordinal))];
            return plain.Length == 0 ? (1, 1) : (plain[0], plain[^1]);
        }
    }

    internal GuestImage Image => _image.Value!;

    /// <summary>Whether there is no virtual machine here; then the output says why.</summary>
    public bool IsMissing(ITestOutputHelper output)
    {
        if (_image.Value is not null)
            return false;
        output.SkipForProgram(_missing);
        return true;
    }

    /// <summary>A new disk with an empty file system.</summary>
    internal VolatileDisk NewDisk(int seed) => new([.. _formatted], seed);

    /// <summary>A folder for one test.</summary>
    internal string NewFolder(string name) => _folder.MakeFolder(name);

    public void Dispose() => _folder.Dispose();

    private GuestImage? Make()
    {
        if (HostTools.Missing() is { } missing)
        {
            _missing = missing;
            return null;
        }

        try
        {
            Board board = Board.Prepare();
            Scenes = Scene.All();
            string program = ReaderProgram.Publish(_folder.Path);
            _formatted = Format();
            return GuestImage.Make(board, program, Scenes, _folder.Path);
        }
        catch (BoardException error) when (error.IsMissing)
        {
            _missing = error.Message;
            return null;
        }
    }

    private byte[] Format()
    {
        string path = _folder.PathOf("disk.ext4");
        using (FileStream file = File.Create(path))
            file.SetLength(DiskBytes);
        HostCommand.Run(HostTools.Find(HostTools.FileSystemMaker)!, "-q", "-t", "ext4", "-F", path);
        return File.ReadAllBytes(path);
    }
}
