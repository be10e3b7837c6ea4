/* A small program in place of ZipReader: VERSION says which it is, RUN and DOCTOR what it does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef RUN
#define RUN 0
#endif
#ifndef DOCTOR
#define DOCTOR 0
#endif
#ifndef UNIT
#define UNIT 0
#endif

enum { Stays, EndsAtOnce, IsNeverReady, EndsAfterAWhile };

int main(int count, char **arguments)
{
    const char *what = count > 1 ? arguments[1] : "";
    if (!strcmp(what, "unit") && count == 6)
    {
        if (UNIT)
        {
            fprintf(stderr, "/lib/libc.so.6: version `GLIBC_9.99' \033[31mnot found\n");
            return UNIT;
        }
        printf("# unit of %d\n[Service]\nType=notify\nExecStart=:%s run %s %s\n", VERSION, arguments[3], arguments[4], arguments[5]);
        return 0;
    }
    if (!strcmp(what, "config"))
    {
        printf("# template of %d\n", VERSION);
        return 0;
    }
    if (!strcmp(what, "doctor"))
    {
        printf(DOCTOR ? "FAILED  camera   /dev/video0: \033[2J not found by %d\n" : "ok      camera   seen by %d\n", VERSION);
        return DOCTOR;
    }
    if (strcmp(what, "run"))
        return 2;
    printf("run %d\n", VERSION);
    fflush(stdout);
    if (RUN == EndsAtOnce)
        return 1;
    if (RUN != IsNeverReady)
        fclose(fopen(getenv("NOTIFY"), "w"));
    if (RUN == EndsAfterAWhile)
        usleep(300000);
    else
        for (;;)
            pause();
    return 0;
}
