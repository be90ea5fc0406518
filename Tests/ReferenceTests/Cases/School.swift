/// The schema of the written cases: a school with pupils, teachers and courses.
enum School {
    static let sdl = """
        directive @audit(by: ID!, level: Int = 1) on QUERY | MUTATION | FIELD | VARIABLE_DEFINITION
        directive @tag(name: String) repeatable on FIELD | FRAGMENT_DEFINITION | INLINE_FRAGMENT
        type Query {
          school: School
          pupil(id: ID!, year: Int = 2026): Pupil
          pupils(filter: PupilFilter, first: Int! = 10, ids: [ID!]): [Pupil!]!
          person(by: Key!): Person
          found(text: String!): [Found]
          mean(of: [[Float!]], exact: Boolean, grade: Grade): Float
          stamp(at: Date): Date
        }
        type Mutation { enrol(pupil: NewPupil!): Pupil  rename(name: String): School }
        type Subscription { enrolled(course: ID): Pupil  marked: Mark }
        interface Person { id: ID!  name: String  age: Int }
        type Pupil implements Person {
          id: ID!  name: String  age: Int  grade: Grade  marks(last: Int): [Mark!]  tutor: Teacher
        }
        type Teacher implements Person {
          id: ID!  name: String  age: Int  salary: Float  courses: [Course!]!
        }
        type Course { title: String!  teacher: Teacher  pupils: [Pupil]  room: String }
        type School { name: String  head: Teacher  courses: [Course] }
        type Mark { value: Float  course: Course }
        union Found = Pupil | Teacher | Course
        enum Grade { FIRST SECOND THIRD }
        scalar Date
        input PupilFilter { name: String  grades: [Grade!]  born: Date  inner: PupilFilter }
        input NewPupil { name: String!  grade: Grade = FIRST  tutor: ID  marks: [Float!] }
        input Key @oneOf { id: ID  name: String  nested: PupilFilter }
        """
}

/// Documents that are about one rule, some valid and some not.
struct WrittenCases {
    let rule: String
    let texts: [String]

    init(_ rule: String, _ texts: [String]) {
        self.rule = rule
        self.texts = texts
    }

    func cases(_ kind: ReferenceCase.Kind, sdl: String? = nil) -> [ReferenceCase] {
        texts.enumerated().map { number, text in
            ReferenceCase(kind: kind, origin: "\(rule), \(number)", text: text, sdl: sdl)
        }
    }
}
