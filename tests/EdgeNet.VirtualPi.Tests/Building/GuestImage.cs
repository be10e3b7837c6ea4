using EdgeNet.VirtualPi.Tests.Machine;

namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>
/// What a machine is booted from: kernel, first file system with the program under test, and the pictures for its camera.
/// </summary>
internal sealed class GuestImage
{
    private GuestImage(Board board, string folder)
    {
        Kernel = board.Kernel;
        (FirstFileSystem, Pictures) = (Path.Combine(folder, "root.cpio"), Path.Combine(folder, "pictures"));
    }

    /// <summary>The kernel.</summary>
    public string Kernel { get; }

    /// <summary>The archive that it unpacks.</summary>
    public string FirstFileSystem { get; }

    /// <summary>The pictures, 640×480 grey pixels each, one after the other.</summary>
    public string Pictures { get; }

    /// <summary>Makes an image.</summary>
    /// <param name="board">The board.</param>
    /// <param name="program">The folder of the program under test.</param>
    /// <param name="scenes">What the camera can show.</param>
    /// <param name="folder">Where the image goes.</param>
    public static GuestImage Make(Board board, string program, IReadOnlyList<Scene> scenes, string folder)
    {
        var image = new GuestImage(board, folder);
        string guest = Path.Combine(AppContext.BaseDirectory, "Guest"), feeder = Path.Combine(folder, "feed");
        HostCommand.Run(HostTools.Compiler, "-O2", "-static", "-o", feeder, Path.Combine(guest, "feed.c"));
        using (var archive = new CpioArchive(image.FirstFileSystem))
        {
            foreach (string name in (ReadOnlySpan<string>)["dev", "proc", "sys", "tmp", "etc", "var/lib/zipreader"])
                archive.AddFolder(name);
            board.AddTo(archive);
            archive.AddFile("init", Path.Combine(guest, "init"));
            archive.AddFile("bin/pi.sh", Path.Combine(guest, "pi.sh"));
            archive.AddFile("bin/feed", feeder);
            archive.AddFile("samples/envelope.png", Samples.Path("envelope.png"));
            archive.AddFile("etc/hosts", "127.0.0.1 localhost\n"u8.ToArray());
            foreach (string file in Directory.EnumerateFiles(program))
                archive.AddFile($"bin/{Path.GetFileName(file)}", file);
        }

        using (FileStream pictures = File.Create(image.Pictures))
        {
            foreach (Scene scene in scenes)
                pictures.Write(scene.Pixels);
        }

        return image;
    }
}
