use std::io::Read;

fn frugal() {
    let mut kept: Vec<Vec<u8>> = vec![Vec::new(); 32];
    for i in 0..1000 {
        kept[i % 32] = vec![i as u8 | 1; 1 << 20];
    }
    println!("{}", kept.len());
}

fn threads() {
    let started: Vec<_> = (0..8).map(|n| std::thread::spawn(move || n)).collect();
    println!("{}", started.into_iter().map(|thread| thread.join().unwrap()).sum::<i32>());
}

fn main() {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    let mut words = input.split_ascii_whitespace();
    match words.next().unwrap() {
        "sum" => println!("{}", words.map(|word| word.parse::<i64>().unwrap()).sum::<i64>()),
        "fault" => println!("{}", Vec::<i32>::new()[words.count()]),
        "loop" => loop {
            std::hint::black_box(0);
        },
        "hog" => {
            let mut kept = Vec::new();
            loop {
                kept.push(std::hint::black_box(vec![1u8; 1 << 20]));
            }
        }
        "frugal" => frugal(),
        "threads" => threads(),
        _ => {}
    }
}
