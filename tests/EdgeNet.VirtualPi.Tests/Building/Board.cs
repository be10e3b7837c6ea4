namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>
/// The board's kernel, modules and libraries: Debian's for 64-bit Arm, as on a Raspberry Pi with a 64-bit system. Made once, kept in the
/// cache.
/// </summary>
internal sealed class Board
{
    /// <summary>
    /// What is loaded, in this order: the disk, the network, the control port, and the camera. crc32c is not a need that ext4 declares.
    /// </summary>
    private static readonly string[] Modules =
        ["virtio_mmio", "virtio_blk", "crc32c_generic", "ext4", "virtio_net", "virtio_console", "configfs", "vivid"];

    private static readonly string[] Libraries =
        ["libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2"];

    private readonly string _folder;

    private Board(string folder) => _folder = folder;

    /// <summary>The kernel.</summary>
    public string Kernel => Path.Combine(_folder, "vmlinuz");

    /// <summary>Takes the board from the cache, or makes it.</summary>
    /// <exception cref="BoardException">It cannot be made.</exception>
    public static Board Prepare() => new(BoardCache.Keep("board-1", Make));

    /// <summary>Adds the files that every machine has.</summary>
    public void AddTo(CpioArchive archive)
    {
        string root = Path.Combine(_folder, "root");
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            archive.AddFile(Path.GetRelativePath(root, file), file);
    }

    private static void Make(string folder)
    {
        string work = Path.Combine(folder, "work"), board = Path.Combine(work, "board");
        Directory.CreateDirectory(board);
        var packages = new DebianPackages(work);
        // As 6.1.0-57-arm64. The kernel for clouds has no vivid.
        string version = packages.FirstDependency("linux-image-arm64:arm64")["linux-image-".Length..];
        string series = version[..version.IndexOf(".0-", StringComparison.Ordinal)];
        string common = version[..version.LastIndexOf('-')];
        string[] unpacked =
        [
            $"linux-image-{version}:arm64",
            $"linux-headers-{version}:arm64",
            $"linux-headers-{common}-common",
            $"linux-kbuild-{series}:amd64",
            "busybox-static:arm64", "libc6:arm64", "libgpiod2:arm64",
        ];
        foreach (string package in unpacked)
            packages.Unpack(package, board);

        string headers = Path.Combine(board, "usr/src", $"linux-headers-{version}");
        string makefile = Path.Combine(headers, "Makefile");
        File.WriteAllText(makefile, File.ReadAllText(makefile).Replace(" /usr/src/", $" {board}/usr/src/", StringComparison.Ordinal));
        string gpio = GpioSimulator.Build(packages.Fetch($"linux-source-{series}"), headers, Path.Combine(work, "gpio"));
        Collect(folder, board, version, gpio);
        Directory.Delete(work, recursive: true);
    }

    private static void Collect(string folder, string board, string version, string gpio)
    {
        File.Copy(Path.Combine(board, "boot", $"vmlinuz-{version}"), Path.Combine(folder, "vmlinuz"));
        string root = Path.Combine(folder, "root");
        var kernel = new KernelModules(Path.Combine(board, "lib/modules", version, "kernel"));
        IReadOnlyList<string> modules = [.. kernel.InOrder(Modules), gpio];
        foreach (string module in modules)
            Copy(module, root, $"mods/{Path.GetFileName(module)}");
        File.WriteAllLines(Path.Combine(root, "mods/order"), modules.Select(m => Path.GetFileName(m)));
        Copy(Path.Combine(board, "bin/busybox"), root, "bin/busybox");
        Copy(Path.Combine(board, "lib/ld-linux-aarch64.so.1"), root, "lib/ld-linux-aarch64.so.1");
        foreach (string library in Libraries)
            Copy(Path.Combine(board, "lib/aarch64-linux-gnu", library), root, $"lib/aarch64-linux-gnu/{library}");
        Copy(Path.Combine(board, "usr/lib/aarch64-linux-gnu/libgpiod.so.2"), root, "usr/lib/aarch64-linux-gnu/libgpiod.so.2");
    }

    private static void Copy(string file, string root, string name)
    {
        string target = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // What is copied may be a link: the package's file that it leads to is meant.
        File.WriteAllBytes(target, File.ReadAllBytes(file));
    }
}
