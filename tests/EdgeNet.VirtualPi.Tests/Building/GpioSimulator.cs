namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>
/// The kernel's module gpio-sim. Debian builds neither it nor irq_sim, on which it stands, so both become one module of their own, from
/// the source of the kernel that runs.
/// </summary>
internal static class GpioSimulator
{
    private const string Kbuild = "obj-m := gpio-sim.o\ngpio-sim-y := gpio_sim_core.o irq_sim.o\n";

    // irq_to_desc and handle_simple_irq are not for modules; generic_handle_domain_irq is.
    private static readonly (string Old, string New)[] Changes =
    [
        ("handle_simple_irq(irq_to_desc(irqnum));", "generic_handle_domain_irq(work_ctx->domain, offset);"),
        ("\t\tirqnum = irq_find_mapping(work_ctx->domain, offset);\n", ""),
        ("\tint irqnum;\n", ""),
    ];

    /// <summary>Builds it.</summary>
    /// <param name="source">The package of the kernel's source.</param>
    /// <param name="headers">The kernel's headers, unpacked.</param>
    /// <param name="folder">Where it is built.</param>
    /// <returns>The module.</returns>
    public static string Build(string source, string headers, string folder)
    {
        Directory.CreateDirectory(folder);
        const string Extract = """
            dpkg-deb --fsys-tarfile "$1" | tar xf - -O --wildcards '*/linux-source-*.tar.xz' | xz -dc -T0 |
                tar xf - -C "$2" --strip-components=1 --wildcards \
                    '*/drivers/gpio/gpio-sim.c' '*/drivers/gpio/gpiolib.h' '*/kernel/irq/irq_sim.c'
            """;
        HostCommand.Run("bash", ["-c", $"set -o pipefail; {Extract}", "bash", source, folder]);
        File.Copy(Path.Combine(folder, "drivers/gpio/gpiolib.h"), Path.Combine(folder, "gpiolib.h"));
        File.Copy(Path.Combine(folder, "drivers/gpio/gpio-sim.c"), Path.Combine(folder, "gpio_sim_core.c"));
        string irq = File.ReadAllText(Path.Combine(folder, "kernel/irq/irq_sim.c"));
        foreach ((string old, string changed) in Changes)
        {
            if (!irq.Contains(old, StringComparison.Ordinal))
                throw new BoardException($"irq_sim.c: expected '{old.Trim()}', found none: the kernel's source is not as it was");
            irq = irq.Replace(old, changed, StringComparison.Ordinal);
        }

        string[] lines = [.. irq.Split('\n').Where(l => !l.StartsWith("EXPORT_SYMBOL", StringComparison.Ordinal))];
        File.WriteAllLines(Path.Combine(folder, "irq_sim.c"), lines);
        File.WriteAllText(Path.Combine(folder, "Kbuild"), Kbuild);
        HostCommand.Run("make", ["-s", "-C", headers, $"M={folder}", "ARCH=arm64", "CROSS_COMPILE=aarch64-linux-gnu-", "modules"]);
        string module = Path.Combine(folder, "gpio-sim.ko");
        HostCommand.Run("aarch64-linux-gnu-strip", ["--strip-debug", module]);
        return module;
    }
}
