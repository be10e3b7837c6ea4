// feed OUTPUT CAPTURE PICTURES REQUESTS SHOWN FORMAT: shows 640x480 grey pictures, which lie one after the other in PICTURES, to vivid's camera,
// in the pixel format FORMAT: GREY, YUYV, UYVY, NV12 or YU12.
// Makes vivid a cable from its output node to its capture node (HDMI, both nodes with the same size and pixel format: it loops nothing else), then
// keeps the output streaming. A line in the pipe REQUESTS is the number of the picture to show from then on; when the camera has it for certain, its
// number stands in SHOWN. A line FIRST LAST FRAMES shows one picture after the other, each for so many frames, over and over.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <linux/videodev2.h>

enum { W = 640, H = 480, BUFFERS = 4 };

static void die(const char *what)
{
	printf("feed: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void call(int fd, unsigned long request, void *arg, const char *what)
{
	int r;
	do r = ioctl(fd, request, arg); while (r < 0 && errno == EINTR);
	if (r < 0) die(what);
}

static void set_timings(int fd)
{
	struct v4l2_enum_dv_timings e = { 0 };
	for (; ioctl(fd, VIDIOC_ENUM_DV_TIMINGS, &e) == 0; e.index++)
		if (e.timings.bt.width == W && e.timings.bt.height == H && !e.timings.bt.interlaced) {
			call(fd, VIDIOC_S_DV_TIMINGS, &e.timings, "VIDIOC_S_DV_TIMINGS");
			return;
		}
	die("no timings of 640x480");
}

static int set_control(int fd, const char *name, int value)
{
	struct v4l2_queryctrl q = { .id = V4L2_CTRL_FLAG_NEXT_CTRL };
	for (; ioctl(fd, VIDIOC_QUERYCTRL, &q) == 0; q.id |= V4L2_CTRL_FLAG_NEXT_CTRL)
		if (!strcmp((char *)q.name, name)) {
			struct v4l2_control c = { q.id, value };
			call(fd, VIDIOC_S_CTRL, &c, name);
			return 1;
		}
	return 0;
}

static struct v4l2_format set_format(int fd, int type, unsigned format)
{
	struct v4l2_format f = { .type = type };
	f.fmt.pix.width = W, f.fmt.pix.height = H, f.fmt.pix.pixelformat = format, f.fmt.pix.field = V4L2_FIELD_NONE;
	call(fd, VIDIOC_S_FMT, &f, "VIDIOC_S_FMT");
	if (f.fmt.pix.width != W || f.fmt.pix.height != H || f.fmt.pix.pixelformat != format) die("format refused");
	return f;
}

// Grey in any of the formats: luma is where it is in the first plane, and all else, chroma, is 128.
static void fill(unsigned char *buffer, const struct v4l2_pix_format *format, const unsigned char *pixels)
{
	int is_packed = format->pixelformat == V4L2_PIX_FMT_YUYV || format->pixelformat == V4L2_PIX_FMT_UYVY;
	int step = is_packed ? 2 : 1, first = format->pixelformat == V4L2_PIX_FMT_UYVY;
	memset(buffer, 128, format->sizeimage);
	for (int y = 0; y < H; y++)
		for (int x = 0; x < W; x++) buffer[(size_t)y * format->bytesperline + x * step + first] = pixels[y * W + x];
}

static void load(int pictures, int number, unsigned char *pixels)
{
	if (pread(pictures, pixels, W * H, (off_t)number * W * H) != W * H) die("no such picture");
}

static void tell(const char *path, int number)
{
	FILE *f = fopen(path, "w");
	if (!f || fprintf(f, "%d\n", number) < 0 || fclose(f)) die(path);
}

int main(int argc, char **argv)
{
	setvbuf(stdout, 0, _IOLBF, 0);
	if (argc != 7 || strlen(argv[6]) != 4) return puts("usage: feed OUTPUT CAPTURE PICTURES REQUESTS SHOWN FORMAT"), 2;
	unsigned format = v4l2_fourcc(argv[6][0], argv[6][1], argv[6][2], argv[6][3]);
	int out = open(argv[1], O_RDWR), cap = open(argv[2], O_RDWR), output = V4L2_BUF_TYPE_VIDEO_OUTPUT;
	int pictures = open(argv[3], O_RDONLY), requests = open(argv[4], O_RDWR | O_NONBLOCK);
	if (out < 0 || cap < 0 || pictures < 0 || requests < 0) die("open");
	set_timings(out);
	set_timings(cap);
	struct v4l2_format f = set_format(out, output, format);
	set_format(cap, V4L2_BUF_TYPE_VIDEO_CAPTURE, format); // a program may set it again, to the same
	set_control(cap, "OSD Text Mode", 2); // none
	if (!set_control(cap, "Loop Video", 1) && !set_control(cap, "HDMI 000-0 Is Connected To", 2)) die("no control loops the output"); // up to Linux 6.10; after it
	close(cap);

	struct v4l2_requestbuffers r = { .count = BUFFERS, .type = output, .memory = V4L2_MEMORY_MMAP };
	call(out, VIDIOC_REQBUFS, &r, "VIDIOC_REQBUFS");
	if (r.count != BUFFERS) die("buffers refused");
	static unsigned char *buffers[BUFFERS], pixels[W * H];
	int holds[BUFFERS], number = 0, told = -1, first = 0, last = 0, frames = 0, shown = 0;
	int loaded = -1;
	for (unsigned sent = 0;; sent++) {
		struct v4l2_buffer b = { .type = output, .memory = V4L2_MEMORY_MMAP, .index = sent };
		if (sent < BUFFERS) {
			call(out, VIDIOC_QUERYBUF, &b, "VIDIOC_QUERYBUF");
			buffers[sent] = mmap(0, b.length, PROT_READ | PROT_WRITE, MAP_SHARED, out, b.m.offset);
			if (buffers[sent] == MAP_FAILED) die("mmap");
			holds[sent] = -1;
		} else
			call(out, VIDIOC_DQBUF, &b, "VIDIOC_DQBUF");
		// A buffer that comes back with the picture has been shown, and all those behind it hold the picture too.
		if (holds[b.index] == number && told != number) tell(argv[5], told = number);

		char line[64];
		ssize_t length = read(requests, line, sizeof line - 1);
		if (length > 0) {
			line[length] = 0;
			frames = shown = 0;
			if (sscanf(line, "%d %d %d", &first, &last, &frames) < 1) die("no request");
			number = first;
			told = -1;
		} else if (frames > 0 && ++shown == frames) {
			shown = 0;
			number = number < last ? number + 1 : first;
			told = number; // nobody waits for it
		}

		if (loaded != number) load(pictures, loaded = number, pixels);

		if (holds[b.index] != number) fill(buffers[b.index], &f.fmt.pix, pixels);
		holds[b.index] = number;
		b.bytesused = f.fmt.pix.sizeimage, b.field = V4L2_FIELD_NONE;
		call(out, VIDIOC_QBUF, &b, "VIDIOC_QBUF");
		if (sent + 1 == BUFFERS) call(out, VIDIOC_STREAMON, &output, "VIDIOC_STREAMON");
	}
}
