/* A function of infer's type whose instructions can be counted by hand: 2 before the loop, 5 in each of its 1,000 rounds, 1 after it. */
    .text
    .global calibration
    .type calibration, %function
calibration:
    mov w9, #1000
    movi v0.4s, #0
1:  ldr q1, [x0]                    /* a load */
    fmla v0.4s, v1.4s, v1.s[0]      /* a vector multiply-add */
    str q0, [x4]                    /* a store */
    subs w9, w9, #1
    b.ne 1b
    ret
    .size calibration, . - calibration
    .section .note.GNU-stack, "", %progbits
