using EdgeNet.Devices.Linux;
using EdgeNet.Devices.V4l2.Abi;
using EdgeNet.Safety;

namespace EdgeNet.Devices.V4l2;

/// <summary>Lists and sets a camera's controls by name.</summary>
internal static unsafe class V4l2Controls
{
    private const int Most = 1024;
    private const int LongestName = 60;
    private const int LongestList = 2000;

    // Control numbers of linux/v4l2-controls.h.
    private const uint UserClass = 0x0098_0900;
    private const uint CameraClass = 0x009A_0900;
    private const uint ImageSourceClass = 0x009E_0900;
    private const uint Exposure = UserClass + 17;
    private const uint AutoGain = UserClass + 18;
    private const uint Gain = UserClass + 19;
    private const uint AutoExposure = CameraClass + 1;
    private const uint ExposureAbsolute = CameraClass + 2;
    private const uint FocusAbsolute = CameraClass + 10;
    private const uint AutoFocus = CameraClass + 12;
    private const uint AnalogueGain = ImageSourceClass + 3;

    private const int ManualExposure = 1;

    internal static List<V4l2ControlInfo> List(V4l2Handle camera)
    {
        var controls = new List<V4l2ControlInfo>();
        uint id = 0;
        for (int i = 0; i < Most; i++)
        {
            V4l2ControlQuery q = new() { Id = id | V4l2ControlQuery.NextControl };
            if (camera.TryCall(V4l2Call.QueryControl, &q) < 0 || q.Id <= id)
                break;
            id = q.Id;
            if ((q.Flags & (V4l2ControlQuery.Disabled | V4l2ControlQuery.ReadOnly)) != 0)
                continue;
            V4l2ControlValue v = new() { Id = id };
            // Classes and texts have no value.
            if (camera.TryCall(V4l2Call.GetControl, &v) >= 0)
                controls.Add(new V4l2ControlInfo(V4l2Formats.Text(q.Name, 32), q.Minimum, q.Maximum, q.Default, v.Value) { Id = id });
        }

        return controls;
    }

    /// <summary>Makes settings in their order.</summary>
    /// <exception cref="CameraException">The camera has no such control, or does not take the value.</exception>
    internal static void Set(V4l2Handle camera, IReadOnlyList<KeyValuePair<string, int>> settings)
    {
        if (settings.Count == 0)
            return;
        List<V4l2ControlInfo> controls = List(camera);
        foreach ((string name, int value) in settings)
        {
            if (Find(controls, name) is not { } control)
            {
                string wanted = PlainText.Shorten(name, LongestName);
                string found = PlainText.Shorten(string.Join(", ", controls.Select(c => c.Name)), LongestList);
                throw new CameraException(
                    camera.Name,
                    CameraFault.WrongFormat,
                    $"the camera has no control '{wanted}', it has {found}: leave it out or take one of these");
            }

            if (value < control.Minimum || value > control.Maximum)
            {
                throw new CameraException(
                    camera.Name,
                    CameraFault.WrongFormat,
                    FormattableString.Invariant($"control '{name}': expected {control.Minimum} to {control.Maximum}, found {value}"));
            }

            EndAutomatic(camera, controls, control.Id);
            SetValue(camera, control, value);
        }
    }

    private static V4l2ControlInfo? Find(List<V4l2ControlInfo> controls, string name)
    {
        ReadOnlySpan<uint> ids = Letters(name) switch
        {
            "exposure" => [ExposureAbsolute, Exposure],
            "gain" => [Gain, AnalogueGain],
            "focus" => [FocusAbsolute],
            _ => [],
        };
        foreach (uint id in ids)
        {
            if (controls.Find(c => c.Id == id) is { } known)
                return known;
        }

        string letters = Letters(name);
        return letters.Length == 0 ? null : controls.Find(c => Letters(c.Name) == letters);
    }

    /// <summary>What would set a control by itself is told to stop first.</summary>
    private static void EndAutomatic(V4l2Handle camera, List<V4l2ControlInfo> controls, uint id)
    {
        (uint automatic, int off) = id switch
        {
            ExposureAbsolute or Exposure => (AutoExposure, ManualExposure),
            Gain => (AutoGain, 0),
            FocusAbsolute => (AutoFocus, 0),
            _ => (0u, 0),
        };
        if (controls.Find(c => c.Id == automatic) is { } control)
            SetValue(camera, control, off);
    }

    private static void SetValue(V4l2Handle camera, V4l2ControlInfo control, int value)
    {
        V4l2ControlValue v = new() { Id = control.Id, Value = value };
        int result = camera.TryCall(V4l2Call.SetControl, &v);
        if (result >= 0)
            return;
        if (-result is (int)Errno.Invalid or (int)Errno.Range or (int)Errno.Access)
        {
            string refusal = FormattableString.Invariant($"the camera does not take {value} for '{control.Name}'");
            throw new CameraException(
                camera.Name, CameraFault.WrongFormat, $"{refusal}: v4l2-ctl -d {camera.Name} -L lists what it takes");
        }

        throw camera.Error("VIDIOC_S_CTRL", result);
    }

    /// <summary>A name as it is compared: "Exposure Time, Absolute" and "exposure_time_absolute" are one.</summary>
    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
